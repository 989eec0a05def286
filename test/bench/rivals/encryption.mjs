// Field encryption against other packages: npm ci --prefix test/bench/rivals && node test/bench/rivals/encryption.mjs
// Each does what its documentation shows; what they bind and write differs: docs/benchmarks.md has the table.
// jose and the AWS Encryption SDK answer by promises, and work partly on other threads: CPU time counts all of it.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import cloak from '@47ng/cloak';
import {
  buildClient,
  CommitmentPolicy,
  RawAesKeyringNode,
  RawAesWrappingSuiteIdentifier,
} from '@aws-crypto/client-node';
import { CompactEncrypt, compactDecrypt } from 'jose';
import { load } from '../measure.mjs';

const { SecretKey, decrypt, encrypt } = await load(
  "export * from './src/keys/index.ts'; export * from './src/encryption/index.ts'",
);
const context = ['acme', 'users', 'email'];
const options = { key: SecretKey.generate(), context };
const [seal, open] = [encrypt(options), decrypt({ ...options, type: 'string' })];

const cloakKey = cloak.parseKeySync(cloak.generateKey());

const joseKey = randomBytes(32);
const header = { alg: 'dir', enc: 'A256GCM', kid: 'k1' };
const [encoder, decoder] = [new TextEncoder(), new TextDecoder()];

const aws = buildClient(CommitmentPolicy.REQUIRE_ENCRYPT_REQUIRE_DECRYPT);
const keyring = new RawAesKeyringNode({
  keyName: 'k1',
  keyNamespace: 'acme',
  unencryptedMasterKey: new Uint8Array(randomBytes(32)),
  wrappingSuite: RawAesWrappingSuiteIdentifier.AES256_GCM_IV12_TAG16_NO_PADDING,
});
const suiteId = 0x0478; // committing, no signature
const encryptionContext = { tenant: 'acme', table: 'users', column: 'email' };

/** Each rival: one value to one text, and back. */
const rivals = {
  voile: { seal: async (value) => seal(value), open: async (token) => open(token) },
  cloak: {
    seal: async (value) => cloak.encryptStringSync(value, cloakKey),
    open: async (token) => cloak.decryptStringSync(token, cloakKey),
  },
  'jose JWE dir': {
    seal: (value) => new CompactEncrypt(encoder.encode(value)).setProtectedHeader(header).encrypt(joseKey),
    open: async (token) => decoder.decode((await compactDecrypt(token, joseKey)).plaintext),
  },
  'AWS Encryption SDK': {
    seal: async (value) =>
      (await aws.encrypt(keyring, value, { encryptionContext, suiteId })).result.toString('base64'),
    open: async (token) => (await aws.decrypt(keyring, Buffer.from(token, 'base64'))).plaintext.toString('utf8'),
  },
};

for (const length of [24, 250, 4096]) {
  const value = 'x'.repeat(length);
  const tokens = {};
  for (const [name, rival] of Object.entries(rivals)) {
    tokens[name] = await rival.seal(value);
    assert.equal(await rival.open(tokens[name]), value);
    assert.notEqual(await rival.seal(value), tokens[name]);
  }
  for (const act of ['seal', 'open']) {
    const input = (name) => (act === 'seal' ? value : tokens[name]);
    const times = Object.fromEntries(Object.keys(rivals).map((name) => [name, []]));
    for (let round = 0; round <= 9; round += 1) {
      const names = Object.keys(rivals);
      for (const name of round % 2 ? names.toReversed() : names) {
        const time = await cpuOf(rivals[name][act], input(name));
        if (round > 0) times[name].push(time);
      }
    }
    console.log(`${act} ${length} bytes`);
    for (const [name, own] of Object.entries(times)) {
      const ratios = own.map((time, round) => time / times.voile[round]).sort((a, b) => a - b);
      const micro = own.toSorted((a, b) => a - b)[own.length >> 1];
      const [median, least] = [ratios[ratios.length >> 1], ratios[0]].map((x) => x.toPrecision(3));
      console.log(
        `  ${name}: ${median} × voile (least ${least}), ${micro.toPrecision(3)} µs, ${tokens[name].length} characters`,
      );
    }
  }
}

/** Microseconds of CPU of one call, over 40 ms of them. */
async function cpuOf(call, input) {
  const start = process.cpuUsage();
  let calls = 0;
  let spent = 0;
  do {
    for (let i = 0; i < 20; i += 1) await call(input);
    calls += 20;
    const { user, system } = process.cpuUsage(start);
    spent = user + system;
  } while (spent < 40_000);
  return spent / calls;
}
