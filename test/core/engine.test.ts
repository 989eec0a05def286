import { describe, expect, test, vi } from 'vitest';
import * as engine from '../../src/core/engine.ts';
import { builtIn, inRealmOf, type Realm } from './engine-realm.ts';

const load = (): Promise<typeof engine> => import('../../src/core/engine.ts');
const inRealm = <T>(realm: Realm, act: (module: typeof engine) => T): Promise<T> => inRealmOf(realm, load, act);
const refused = (code: string, message: string): unknown => expect.objectContaining({ code, message, details: {} });
const noRandom = refused('ERR_RANDOM', 'random: the runtime gives no secure random bits');
/** Other bytes at each call, all of them far from zero. */
const counting = (): ((bytes: Uint8Array) => Uint8Array) => {
  let calls = 0;
  return (bytes) => {
    calls += 1;
    return bytes.fill(calls);
  };
};
const node = engine.nodeCrypto();

test.each([
  ['auto', true, true],
  ['auto', false, false],
  ['native', true, true],
  ['portable', true, false],
  ['portable', false, false],
])('engine %s, where the native one is present: %s, is native: %s', (name, present, native) => {
  expect(engine.isNative('test', name, present)).toBe(native);
});
test('the native engine cannot be asked for where it is missing', () => {
  expect(() => engine.isNative('test', 'native', false)).toThrow(
    refused('ERR_ENGINE', 'test: no native engine in this runtime'),
  );
});
test.each(['fast', '', undefined, null, 7, ['native'], Object('native')])('%j is no engine', (odd) => {
  const error = { code: 'ERR_PARAMETER', message: "test: engine must be 'auto', 'native' or 'portable'" };
  expect(() => engine.isNative('test', odd, true)).toThrow(expect.objectContaining(error));
});

describe('what a realm has', () => {
  const right = node ?? undefined;
  const wrongHash = { ...right, createHmac: () => ({ update: () => ({ digest: () => 'b0344c61' }) }) };
  const realms: readonly (readonly [string, Realm])[] = [
    ['no process', {}],
    ['a process without modules', { module: undefined }],
    ['no such module', { module: () => undefined }],
    [
      'a module that is refused',
      {
        module: () => {
          throw new Error('not permitted');
        },
      },
    ],
    ['a module without keys', { module: () => ({ createHmac: right?.createHmac }) }],
    ['a module whose hash is wrong', { module: () => ({ ...wrongHash, createSecretKey: () => ({}) }) }],
  ];
  test.each(realms)('%s: there is no native engine, and it is asked for once', async (_, realm) => {
    const asked = vi.fn(realm.module);
    const found = await inRealm({ ...realm, ...(realm.module && { module: asked }) }, (module) => [
      module.nodeCrypto(),
      module.nodeCrypto(),
      module.nodeBuffer(),
    ]);
    expect(found).toEqual([null, null, null]);
    expect(asked.mock.calls.length).toBeLessThan(2);
  });
  test.skipIf(!node)('node:crypto is taken where it is right', async () => {
    const found = await inRealm({ module: builtIn, TextDecoder }, (module) => [
      module.nodeCrypto(),
      module.nodeBuffer(),
    ]);
    expect(found[0]).toBe(builtIn('node:crypto'));
    expect(found[1]).not.toBe(null);
  });
  test.skipIf(!node)('buffers that know no base64url, or throw, are none', async () => {
    const { Buffer } = builtIn('node:buffer') as typeof import('node:buffer');
    const wrong = { from: () => ({ toString: () => '-_8=' }) };
    const failing = {
      from: () => {
        throw new TypeError('Unknown encoding: base64url');
      },
    };
    for (const odd of [wrong, failing]) {
      const module = (name: string): unknown => (name === 'node:crypto' ? builtIn(name) : { Buffer: odd });
      expect(await inRealm({ module, TextDecoder }, (fresh) => fresh.nodeBuffer())).toBe(null);
    }
    expect(await inRealm({ module: builtIn, TextDecoder }, (fresh) => fresh.nodeBuffer()?.Buffer)).toBe(Buffer);
  });
  test.skipIf(!node)(
    'a module that hashes right in one form only is refused, and one without a generator',
    async () => {
      const hashOf = (change: (digest: unknown, encoding?: string) => unknown) => (name: string) => {
        if (name !== 'node:crypto') return builtIn(name);
        const real = builtIn(name) as typeof import('node:crypto');
        const createHmac = (...given: Parameters<typeof real.createHmac>) => {
          const hash = real.createHmac(...given);
          const own = {
            update(text: string | Uint8Array) {
              hash.update(text);
              return own;
            },
            digest: (encoding?: 'hex') => change(encoding ? hash.digest(encoding) : hash.digest(), encoding),
          };
          return own;
        };
        return { ...real, createHmac };
      };
      const found = (module: (name: string) => unknown): Promise<boolean> =>
        inRealm({ module, TextDecoder }, (fresh) => fresh.nodeCrypto() !== null);
      expect(await found(hashOf((digest) => digest))).toBe(true);
      for (const form of ['hex', 'base64url', undefined]) {
        const wrong = (digest: unknown, encoding?: string): unknown => (encoding === form ? 'AA' : digest);
        expect(await found(hashOf(wrong))).toBe(false);
      }
      const noFill = (name: string): object => ({ ...builtIn(name), randomFillSync: undefined });
      expect(await found(noFill)).toBe(false);
    },
  );
  test.skipIf(!node)('without buffers nothing of the runtime writes texts', async () => {
    for (const odd of [undefined, {}]) {
      const module = (name: string): unknown => (name === 'node:crypto' ? builtIn(name) : odd);
      expect(
        await inRealm({ module, TextDecoder }, (fresh) => [fresh.nodeBuffer(), fresh.nodeCrypto() !== null]),
      ).toEqual([null, true]);
    }
  });
  test.skipIf(!node)('without a text decoder nothing of the runtime writes texts', async () => {
    expect(await inRealm({ module: builtIn }, (module) => [module.nodeBuffer(), module.nodeCrypto() !== null])).toEqual(
      [null, true],
    );
  });
});

describe('fresh bytes', () => {
  const fills = (module: typeof engine, times = 2): number[][] =>
    Array.from({ length: times }, () => {
      const bytes = new Uint8Array(26);
      module.freshBytes(bytes, 1, 24);
      return [...bytes];
    });
  test('a part of an array is filled, and nothing around it', () => {
    const bytes = new Uint8Array(64);
    engine.freshBytes(bytes, 20, 24);
    expect([...bytes.subarray(0, 20), ...bytes.subarray(44)].every((byte) => byte === 0)).toBe(true);
    expect(bytes.subarray(20, 44).some((byte) => byte !== 0)).toBe(true);
    const whole = new Uint8Array(40);
    engine.freshBytes(whole);
    const tail = new Uint8Array(40);
    engine.freshBytes(tail, 8);
    expect([...tail.subarray(0, 8)]).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    expect(whole.subarray(20).some((byte) => byte !== 0) && tail.subarray(20).some((byte) => byte !== 0)).toBe(true);
  });
  test('they come from web crypto where there is no node:crypto', async () => {
    const crypto = { getRandomValues: vi.fn(counting()) };
    const [first, second] = await inRealm({ crypto }, (module) => {
      module.checkRandom();
      return fills(module);
    });
    expect(first).toEqual([0, ...new Array(24).fill(1), 0]);
    expect(second).toEqual([0, ...new Array(24).fill(2), 0]);
    expect(crypto.getRandomValues.mock.calls.map(([bytes]) => bytes.length)).toEqual([24, 24]);
  });
  test.skipIf(!node)('they come from node:crypto where it is there, straight into their place', async () => {
    const randomFillSync = vi.fn((bytes: Uint8Array, from: number, length: number) => {
      counted += 1;
      return bytes.fill(counted, from, from + length);
    });
    let counted = 0;
    const crypto = { getRandomValues: vi.fn() };
    const module = (name: string): object => ({ ...builtIn(name), randomFillSync });
    const [first] = await inRealm({ module, crypto }, (fresh) => fills(fresh));
    expect(first).toEqual([0, ...new Array(24).fill(1), 0]);
    expect(randomFillSync.mock.calls.map(([, from, length]) => [from, length])).toEqual([
      [1, 24],
      [1, 24],
    ]);
    expect(crypto.getRandomValues).not.toHaveBeenCalled();
  });
  const failing = (): never => {
    throw new Error('entropy pool: private text');
  };
  test.each([
    ['is missing', undefined],
    ['is null', null],
    ['has no generator', {}],
    ['throws', { getRandomValues: failing }],
    ['gives nothing back', { getRandomValues: () => undefined }],
    ['leaves zeros', { getRandomValues: (bytes: Uint8Array) => bytes }],
  ])('where web crypto %s, there are none', async (_, crypto) => {
    await inRealm({ crypto }, (module) => {
      expect(() => module.freshBytes(new Uint8Array(12))).toThrow(noRandom);
      expect(() => module.freshBytes(new Uint8Array(24).map((_, at) => at + 1))).toThrow(noRandom); // old bytes
      expect(() => module.freshBytes(new Uint8Array(8).fill(3))).toThrow(noRandom);
      expect(() => module.freshKey()).toThrow(noRandom);
    });
  });
  test.skipIf(!node)('where the generator of node:crypto throws or leaves zeros, there are none either', async () => {
    for (const randomFillSync of [failing, () => undefined]) {
      const module = (name: string): object => ({ ...builtIn(name), randomFillSync });
      await inRealm({ module, crypto: { getRandomValues: counting() } }, (fresh) => {
        expect(() => fresh.freshBytes(new Uint8Array(12))).toThrow(noRandom);
        expect(() => fresh.freshKey()).toThrow(noRandom);
      });
    }
  });
  test('a generator that repeats itself is found at the second draw, and for a key at the first', async () => {
    const crypto = { getRandomValues: (bytes: Uint8Array) => bytes.fill(7) };
    await inRealm({ crypto }, (module) => {
      module.freshBytes(new Uint8Array(24));
      expect(() => module.freshBytes(new Uint8Array(24))).toThrow(noRandom);
      expect(() => module.freshBytes(new Uint8Array(12))).toThrow(noRandom);
    });
    await inRealm({ crypto }, (module) => expect(() => module.freshKey()).toThrow(noRandom));
  });
  test('a draw may begin with a zero, end with zeros, or share all but one byte with the one before', async () => {
    let byte = 0;
    const crypto = {
      getRandomValues: (bytes: Uint8Array) => {
        byte += 1;
        bytes.fill(0)[11] = byte;
        return bytes;
      },
    };
    const [first, second] = await inRealm({ crypto }, (module) => fills(module));
    expect([first?.[12], second?.[12]]).toEqual([1, 2]);
  });
  test('a realm with a generator passes the check, one without does not', async () => {
    await inRealm({ crypto: { getRandomValues: counting() } }, (module) => module.checkRandom());
    for (const realm of [{}, { crypto: {} }, { crypto: null }]) {
      await inRealm(realm, (module) => expect(() => module.checkRandom()).toThrow(noRandom));
    }
    engine.checkRandom();
  });
});

const macs: readonly (readonly [string, (key: Uint8Array) => engine.Mac])[] = [
  ['portable', engine.portableMac],
  ...(node ? [['native', (key: Uint8Array) => engine.nativeMac(node, key)] as const] : []),
];
describe.each(macs)('%s keyed hash', (_, macOf) => {
  // RFC 4231, test case 2
  const key = Uint8Array.from('Jefe', (letter) => letter.charCodeAt(0));
  const message = 'what do ya want for nothing?';
  const hex = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843';
  test('gives bytes, hexadecimal and base64url text, of a text and of its bytes', () => {
    const mac = macOf(key);
    const bytes = Uint8Array.from(message, (letter) => letter.charCodeAt(0));
    expect([mac.hex(message), mac.hex(bytes)]).toEqual([hex, hex]);
    expect(mac.base64url(message)).toBe(Buffer.from(hex, 'hex').toString('base64url'));
    expect(Buffer.from(mac.bytes(bytes)).toString('hex')).toBe(hex);
  });
  test('an earlier message leaves no trace, whatever became of its bytes', () => {
    const mac = macOf(key);
    mac.bytes('é'.repeat(1_000)).fill(0);
    expect(mac.hex(message)).toBe(hex);
    mac.bytes('').fill(0);
    expect(Buffer.from(mac.bytes(message)).toString('hex')).toBe(hex);
  });
  test('does not follow the key that it was made of', () => {
    const mine = new Uint8Array(key);
    const mac = macOf(mine);
    mine.fill(0);
    expect(mac.hex(message)).toBe(hex);
  });
  test('can be wiped, before a message and after one', () => {
    macOf(key).wipe();
    const mac = macOf(key);
    mac.hex(message);
    mac.wipe();
    mac.wipe();
  });
});
test('what is left of a portable keyed hash that was wiped gives no hash of the key', () => {
  const mac = engine.portableMac(Uint8Array.from({ length: 32 }, (_, at) => at));
  mac.wipe();
  expect(() => mac.hex('x')).toThrow();
});
