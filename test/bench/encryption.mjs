// Field encryption: node test/bench/encryption.mjs
// Goals, as shares of the time of the reference (R3 and its mirror: AES-256-GCM of node:crypto as people call it, no
// header, no type, no context encoding): encrypt 24 bytes at most 1.11, aes-256-gcm 1.0, decrypt 1.25, aes-256-gcm 1.11,
// 1 MB 1.11; portable against noble's gcm as people call it at most 1.43.
import assert from 'node:assert/strict';
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { gcm } from '@noble/ciphers/aes.js';
import { compare, load, ownLoop, print } from './measure.mjs';

const { SecretKey, decrypt, encrypt } = await load(
  "export * from './src/keys/index.ts'; export * from './src/encryption/index.ts'",
);
const key = SecretKey.generate();
const raw = randomBytes(32);
const context = ['acme', 'users', 'email'];
const row = { id: 'u-100' };

function sealNode(value) {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', raw, iv);
  cipher.setAAD(Buffer.from(context.join('\0')));
  return Buffer.concat([iv, cipher.update(value, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url');
}
function openNode(token) {
  const box = Buffer.from(token, 'base64url');
  const cipher = createDecipheriv('aes-256-gcm', raw, box.subarray(0, 12));
  cipher.setAAD(Buffer.from(context.join('\0')));
  cipher.setAuthTag(box.subarray(-16));
  return Buffer.concat([cipher.update(box.subarray(12, -16)), cipher.final()]).toString('utf8');
}
function sealNoble(value) {
  const iv = randomBytes(12);
  const box = gcm(raw, iv, Buffer.from(context.join('\0'))).encrypt(Buffer.from(value));
  return Buffer.concat([iv, box]).toString('base64url');
}

for (const length of [24, 250, 4096, 1_000_000]) {
  const value = 'x'.repeat(length);
  const calls = Math.max(2, Math.round(400 / (1 + length / 2000)));
  const options = { key, context, engine: 'native', maxPlaintext: 2 ** 21 };
  const gcmOnly = { ...options, suite: 'aes-256-gcm', maxMessages: 2 ** 32 };
  const [seal, sealBound, sealGcm] = [encrypt(options), encrypt({ ...options, boundTo: 'id' }), encrypt(gcmOnly)];
  const [open, openBound, openGcm] = [
    decrypt({ ...options, type: 'string' }),
    decrypt({ ...options, type: 'string', boundTo: 'id' }),
    decrypt({ ...gcmOnly, type: 'string' }),
  ];
  const loop = (scope, call) =>
    ownLoop({ ...scope, calls, row }, `let last; for (let i = 0; i < calls; i += 1) last = ${call}; return last;`);
  const opened = (results) => {
    const openers = { node: openNode, xaes: open, bound: (token) => openBound(token, row), gcm: openGcm };
    for (const [name, token] of Object.entries(results)) assert.equal(openers[name](token), value);
  };
  print(
    `encrypt ${length} bytes, native`,
    compare(
      {
        node: loop({ sealNode, value }, 'sealNode(value)'),
        xaes: loop({ seal, value }, 'seal(value)'),
        bound: loop({ sealBound, value }, 'sealBound(value, row)'),
        gcm: loop({ sealGcm, value }, 'sealGcm(value)'),
      },
      { agree: opened, rounds: 15 },
    ),
  );
  const tokens = [sealNode(value), seal(value), sealBound(value, row), sealGcm(value)];
  print(
    `decrypt ${length} bytes, native`,
    compare(
      {
        node: loop({ openNode, token: tokens[0] }, 'openNode(token)'),
        xaes: loop({ open, token: tokens[1] }, 'open(token)'),
        bound: loop({ openBound, token: tokens[2] }, 'openBound(token, row)'),
        gcm: loop({ openGcm, token: tokens[3] }, 'openGcm(token)'),
      },
      { agree: (results) => assert.deepEqual([...new Set(Object.values(results))], [value]), rounds: 15 },
    ),
  );
  if (length > 4096) continue;
  const [portable, portableGcm] = [
    encrypt({ ...options, engine: 'portable' }),
    encrypt({ ...gcmOnly, engine: 'portable' }),
  ];
  print(
    `encrypt ${length} bytes, portable`,
    compare(
      {
        noble: loop({ sealNoble, value }, 'sealNoble(value)'),
        xaes: loop({ portable, value }, 'portable(value)'),
        gcm: loop({ portableGcm, value }, 'portableGcm(value)'),
      },
      {
        agree: ({ noble, xaes, gcm: token }) => {
          assert.equal(openNode(noble), value);
          assert.equal(open(xaes), value);
          assert.equal(openGcm(token), value);
        },
      },
    ),
  );
}
