// Pseudonyms of a 24-character id: node test/bench/pseudonymisation.mjs
// Goals: native at most 0.77 of the same text by createHmac as people call it, at most 1.05 of its fastest form;
// portable at most 0.38 of a plain noble hmac() call; a policy of both at most 1.15 of the sum of its parts.
import assert from 'node:assert/strict';
import { createHmac, randomBytes } from 'node:crypto';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { compare, load, ownLoop, print } from './measure.mjs';

const { blindIndex, encrypt, policyFor, pseudonym, SecretKey } = await load(
  ['policy', 'keys', 'encryption', 'pseudonymisation']
    .map((name) => `export * from './src/${name}/index.ts';`)
    .join(''),
);
const key = SecretKey.generate();
const raw = randomBytes(32);
const ids = Array.from({ length: 1_000 }, (_, i) => `customer-${String(i).padStart(15, '0')}`);
const text = new TextEncoder();

const native = pseudonym({ key, domain: 'bench', engine: 'native' });
const portable = pseudonym({ key, domain: 'bench', engine: 'portable' });
const hex = pseudonym({ key, domain: 'bench', engine: 'native', alphabet: 'hex', bits: 256 });
const index = blindIndex({ key, domain: 'bench', bits: 8, distinct: 1_000, engine: 'native' });
const loop = (scope, call) =>
  ownLoop({ ...scope, ids }, `let last; for (let i = 0; i < ids.length; i += 1) last = ${call}; return last;`);
const lengths =
  (...expected) =>
  (results) =>
    assert.deepEqual(
      Object.values(results).map((result) => result.length),
      expected,
    );

print(
  'the same text: 128 bits in base64url',
  compare(
    {
      createHmac: loop(
        { createHmac, raw },
        "createHmac('sha256', raw).update(ids[i]).digest().subarray(0, 16).toString('base64url')",
      ),
      native: loop({ native }, 'native(ids[i])'),
      'portable on Node': loop({ portable }, 'portable(ids[i])'),
    },
    {
      agree({ native: ours, 'portable on Node': other, createHmac: theirs }) {
        assert.equal(ours, other);
        assert.equal(ours.length, theirs.length);
      },
      rounds: 15,
    },
  ),
);
print(
  'the whole digest in hex',
  compare(
    {
      createHmac: loop({ createHmac, raw }, "createHmac('sha256', raw).update(ids[i]).digest('hex')"),
      native: loop({ hex }, 'hex(ids[i])'),
      'native, 128 bits': loop({ native }, 'native(ids[i])'),
      'blind index': loop({ index }, 'index(ids[i])'),
    },
    { agree: lengths(64, 64, 22, 2), rounds: 15 },
  ),
);
print(
  'portable',
  compare(
    {
      'noble hmac() and hex': loop(
        { hmac, sha256, bytesToHex, raw, text },
        'bytesToHex(hmac(sha256, raw, text.encode(ids[i])))',
      ),
      portable: loop({ portable }, 'portable(ids[i])'),
    },
    { agree: lengths(64, 22) },
  ),
);

const rows = ids.map((id, i) => ({ id, email: `${id}@example.org`, phone: `+33 6 39 98 ${1000 + (i % 9000)}` }));
const [email, phone] = [native, encrypt({ key, context: ['bench', 'phone'], boundTo: 'id', engine: 'native' })];
const id = pseudonym({ key, domain: 'ids', engine: 'native' });
const release = policyFor()({ id, email, phone });
print(
  'rows through a policy with two pseudonyms and an encrypted field',
  compare(
    {
      'the parts by hand': ownLoop(
        { rows, id, email, phone },
        'return rows.map((row) => ({ id: id(row.id), email: email(row.email), phone: phone(row.phone, row) }));',
      ),
      'policy.rows': ownLoop({ rows, release }, 'return release.rows(rows);'),
    },
    {
      agree({ 'the parts by hand': parts, 'policy.rows': released }) {
        assert.deepEqual(
          parts.map((row) => [row.id, row.email]),
          released.map((row) => [row.id, row.email]),
        );
      },
      rounds: 15,
    },
  ),
);
