import { createContext, runInContext } from 'node:vm';
import { beforeAll, expect, test } from 'vitest';
import { bundled } from '../package/bundle.ts';

const hex = '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f';
let text: string;
beforeAll(async () => {
  const names = ['pseudonym', 'stretchedPseudonym', 'phone'].join(', ');
  text = await bundled(
    `import { ${names} } from './src/pseudonymisation/index.ts';
    import { SecretKey } from './src/keys/index.ts';
    globalThis.voile = { ${names}, SecretKey };`,
    'iife',
  );
});

/** The value of the code, or the code of the error, in a realm with the language and these globals alone. */
function inRealm(code: string, globals: object = {}): unknown {
  const realm = createContext(Object.assign(Object.create(null), globals));
  runInContext(text, realm);
  return runInContext(
    `(() => { const { pseudonym, stretchedPseudonym, phone, SecretKey } = voile;
      const key = SecretKey.fromHex('${hex}');
      try { return ${code}; } catch (error) { return error.code; } })()`,
    realm,
  );
}

test('a realm with nothing but the language makes the same pseudonyms', () => {
  expect(inRealm("pseudonym({ key, domain: 'crm', form: 'email' })(' Zoé@Exemple.fr')")).toBe('WPS42NlOG5xPX-QDvJJrng');
  expect(inRealm("pseudonym({ key, domain: 'crm', alphabet: 'crockford32' })('zoé@exemple.fr')")).toBe(
    'b3tbhp6s9rdsrktzwg1vs4kbkr',
  );
  expect(inRealm("stretchedPseudonym({ key, domain: 'd', stretch: { N: 1024, r: 8, p: 1 } })('x').length")).toBe(22);
  expect(inRealm("pseudonym({ key, domain: 'crm' })('\\ud800')")).toBe('ERR_INPUT');
});
test('there is no native engine in it, and nothing random', () => {
  expect(inRealm("pseudonym({ key, domain: 'crm', engine: 'native' })")).toBe('ERR_ENGINE');
  expect(inRealm("stretchedPseudonym({ key, domain: 'd', stretch: { N: 1024, r: 8, p: 1 }, engine: 'native' })")).toBe(
    'ERR_ENGINE',
  );
  expect(inRealm("pseudonym({ policy: 'random' })")).toBe('ERR_RANDOM'); // when it is made
});
test('a stuck generator is found at the draw', () => {
  const constant = { crypto: { getRandomValues: (bytes: Uint8Array) => bytes.fill(9) } };
  const zero = { crypto: { getRandomValues: (bytes: Uint8Array) => bytes } };
  const sound = { crypto };
  const twice = "(() => { const made = pseudonym({ policy: 'random' }); return made('a') !== made('a'); })()";
  expect(inRealm("typeof pseudonym({ policy: 'random' })", zero)).toBe('function');
  expect(inRealm(twice, zero)).toBe('ERR_RANDOM');
  expect(inRealm(twice, constant)).toBe('ERR_RANDOM');
  expect(inRealm(twice, sound)).toBe(true);
});
test('a random pseudonym is what was drawn, one draw a value, and nothing of the value', () => {
  const lengths: number[] = [];
  let next = 0;
  const counting = {
    crypto: {
      getRandomValues: (bytes: Uint8Array) => {
        lengths.push(bytes.length);
        next += 1;
        return bytes.fill(next);
      },
    },
  };
  expect(inRealm("typeof pseudonym({ policy: 'random' })", counting)).toBe('function');
  expect(lengths).toStrictEqual([]); // nothing is drawn ahead
  const made = "pseudonym({ policy: 'random', bits: 64, alphabet: 'hex' })";
  expect(inRealm(`((made) => [made('one'), made('another')].join())(${made})`, counting)).toBe(
    `${'01'.repeat(8)},${'02'.repeat(8)}`,
  );
  expect(lengths).toStrictEqual([8, 8]);
});
