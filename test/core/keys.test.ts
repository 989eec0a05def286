import { describe, expect, test, vi } from 'vitest';
import { base64urlEncode, hexEncode } from '../../src/core/base.ts';
import { deriveBytes, exportBytes, hasFingerprint, isKey, SecretKey, useOf } from '../../src/core/keys.ts';
import { roots } from '../keyed-reference.ts';

const [root, other] = roots as [Uint8Array, Uint8Array];
const hex = hexEncode(root);
const refused = (code: string, details: object = {}): unknown =>
  expect.objectContaining({ code, details: expect.objectContaining(details) });

test('a key has the fingerprint of its bytes for an id, however it was read', () => {
  const read = [
    SecretKey.from(root),
    SecretKey.from(Buffer.from(root)),
    SecretKey.fromHex(hex),
    SecretKey.fromHex(hex.toUpperCase()),
    SecretKey.fromBase64url(base64urlEncode(root)),
    SecretKey.from(root, {}),
    SecretKey.from(root, { id: undefined } as never),
  ];
  expect(new Set(read.map(({ id }) => id))).toEqual(new Set(['c0cc3dc99c874042']));
  expect(read.every((key) => hasFingerprint('test', key))).toBe(true);
});
test.each(['k1', 'a', '_', '.', '-', '__proto__', 'constructor', '0123456789abcdef', 'x'.repeat(32)])(
  '%j is an id',
  (id) => {
    const key = SecretKey.from(root, { id });
    expect(key.id).toBe(id);
    expect(hasFingerprint('test', key)).toBe(false);
  },
);
test.each(['', 'x'.repeat(33), 'a b', 'é', 'k\n', 'a/b', 7, null, ['k1'], Object('k1')])('%j is no id', (id) => {
  const error = { code: 'ERR_PARAMETER', message: 'SecretKey: id must be 1 to 32 of A-Z a-z 0-9 . _ -' };
  expect(() => SecretKey.from(root, { id } as never)).toThrow(expect.objectContaining(error));
});
test('a key that is given its own fingerprint for an id has a fingerprint, not a text', () => {
  const [lone, spelled] = [SecretKey.from(root), SecretKey.from(root, { id: 'c0cc3dc99c874042' })];
  expect([spelled.id, hasFingerprint('test', spelled)]).toEqual([lone.id, true]);
  expect(hasFingerprint('test', SecretKey.from(other, { id: lone.id }))).toBe(false);
});
test('an option that is not known is refused', () => {
  expect(() => SecretKey.from(root, { name: 'k1' } as never)).toThrow(refused('ERR_PARAMETER', { parameter: 'name' }));
  expect(() => SecretKey.generate(null as never)).toThrow(refused('ERR_PARAMETER'));
});

test('mistake 6, a key that is a text or a password: refused', () => {
  const password = 'correct horse battery staple 123';
  expect(password.length).toBe(32);
  const wrong: readonly (() => unknown)[] = [
    () => SecretKey.from(Buffer.from(password)),
    () => SecretKey.from(Buffer.from(hex.slice(0, 32))), // half of a hexadecimal key
    () => SecretKey.from(Buffer.from('un mot de passe très très longé')), // letters of two bytes
    () => SecretKey.from(Buffer.from('\ud83d\ude00'.repeat(8))),
    () => SecretKey.from(Buffer.from('two lines\r\n\tof 32 characters..\n')),
    () => SecretKey.from(password as never),
    () => SecretKey.from(hex as never),
    () => SecretKey.fromHex(password),
    () => SecretKey.fromBase64url(password),
    () => SecretKey.fromHex(root as never),
    () => SecretKey.fromBase64url(undefined as never),
    () => SecretKey.from(new Uint8Array(32)),
    () => SecretKey.from(new Uint8Array(32).fill(255)),
    () => SecretKey.from([...root] as never),
    () => SecretKey.from(new DataView(root.buffer) as never),
    () => SecretKey.from(new Int8Array(root) as never),
    () => SecretKey.from(undefined as never),
    () => SecretKey.from(SecretKey.from(root) as never),
  ];
  for (const make of wrong) {
    const error = { code: 'ERR_KEY', message: expect.stringMatching(/^SecretKey: a key is 32 random bytes, /) };
    expect(make).toThrow(expect.objectContaining(error));
  }
});
test('random bytes are a key, also where they are UTF-8 with a control character, or nearly text', () => {
  const text = Buffer.from('correct horse battery staple 123');
  for (const byte of [0, 8, 11, 12, 14, 0x1b, 0x1f, 0x7f, 0x80, 0xc0, 0xff]) {
    const bytes = new Uint8Array(text);
    bytes[31] = byte;
    expect(exportBytes('test', SecretKey.from(bytes))).toStrictEqual(bytes);
  }
  for (const byte of [9, 10, 13, 0x20, 0x7e]) {
    const bytes = new Uint8Array(text);
    bytes[31] = byte;
    expect(() => SecretKey.from(bytes)).toThrow(refused('ERR_KEY'));
  }
});
test('mistake 7, a key of another length: refused', () => {
  for (const length of [0, 1, 16, 24, 31, 33, 64]) {
    const bytes = Uint8Array.from({ length }, (_, at) => at);
    expect(() => SecretKey.from(bytes)).toThrow(refused('ERR_KEY'));
    expect(() => SecretKey.fromHex(hexEncode(bytes))).toThrow(refused('ERR_KEY'));
    expect(() => SecretKey.fromBase64url(base64urlEncode(bytes))).toThrow(refused('ERR_KEY'));
  }
  const text = base64urlEncode(root);
  for (const odd of [`${text}=`, `${text} `, ` ${text}`, `${text.slice(0, 42)}9`, hex]) {
    expect(() => SecretKey.fromBase64url(odd)).toThrow(refused('ERR_KEY'));
  }
  for (const odd of [`0x${hex}`, `${hex}\n`, hex.slice(1), text]) {
    expect(() => SecretKey.fromHex(odd)).toThrow(refused('ERR_KEY'));
  }
});
test('bytes are copied in, those of memory that is shared with others too', () => {
  const shared = new Uint8Array(new SharedArrayBuffer(32));
  shared.set(root);
  const mine = new Uint8Array(root);
  const keys = [SecretKey.from(shared), SecretKey.from(mine)];
  shared.fill(1);
  mine.fill(1);
  expect(keys.map((key) => hexEncode(exportBytes('test', key)))).toEqual([hex, hex]);
});
test('new keys differ, and leave no bytes behind', () => {
  const seen: string[] = [];
  const { fill } = Uint8Array.prototype;
  const spy = vi.spyOn(Uint8Array.prototype, 'fill').mockImplementation(function (this: Uint8Array, ...given) {
    seen.push(hexEncode(this)); // before
    return fill.apply(this, given as [number]);
  });
  const key = SecretKey.generate({ id: 'k1' });
  spy.mockRestore();
  expect(key.id).toBe('k1');
  expect(seen).toContain(hexEncode(exportBytes('test', key)));
  expect(seen.filter((bytes) => bytes.length === 64).length).toBeGreaterThan(1); // what it was compared with, too
  expect(new Set(Array.from({ length: 50 }, () => SecretKey.generate().id)).size).toBe(50);
});
test('bytes that were read from a text are wiped, also where they are refused', () => {
  for (const [read, text] of [
    [SecretKey.fromHex, hex],
    [SecretKey.fromBase64url, base64urlEncode(root)],
    [SecretKey.fromHex, '00'.repeat(32)],
  ] as const) {
    const seen: number[] = [];
    const { fill } = Uint8Array.prototype;
    const spy = vi.spyOn(Uint8Array.prototype, 'fill').mockImplementation(function (this: Uint8Array, ...given) {
      if (String(this) === String(text.startsWith('00') && text.endsWith('00') ? new Uint8Array(32) : root))
        seen.push(1);
      return fill.apply(this, given as [number]);
    });
    try {
      read(text);
    } catch {
      // all equal
    }
    spy.mockRestore();
    expect(seen.length).toBeGreaterThan(0);
  }
});

test('derived keys: the same again, others for other labels and parts, unlike the internal uses', () => {
  const key = SecretKey.from(root, { id: 'k1' });
  const ids = [['tenant'], ['tenant', 'a'], ['tenant', 'b'], ['tenant', 'a', ''], ['tenanta'], ['ten', 'ant'], ['']];
  const made = ids.map(([label = '', ...parts]) => key.derive(label, ...parts).id);
  expect(new Set(made).size).toBe(ids.length);
  expect(ids.map(([label = '', ...parts]) => SecretKey.from(root).derive(label, ...parts).id)).toEqual(made);
  expect(hasFingerprint('test', key.derive('tenant'))).toBe(true);
  expect(hexEncode(exportBytes('test', key.derive('field', 'xaes-256-gcm')))).not.toBe(
    hexEncode(deriveBytes(root, 32, ['field', 'xaes-256-gcm'])),
  );
});
test('a label is a well-formed text', () => {
  const key = SecretKey.from(root);
  for (const odd of [undefined, 7, null]) expect(() => key.derive(odd as never)).toThrow(refused('ERR_PARAMETER'));
  const error = { code: 'ERR_PARAMETER', message: 'SecretKey.derive: label and parts must be texts' };
  expect(() => key.derive('a', 7 as never)).toThrow(expect.objectContaining(error));
  expect(() => key.derive('\ud800')).toThrow(refused('ERR_INPUT'));
  expect(() => key.derive('a', '\udc00')).toThrow(refused('ERR_INPUT'));
});

test('what looks like a key is none', () => {
  const key = SecretKey.from(root, { id: 'k1' });
  const clone = structuredClone(key);
  expect(clone).toEqual({ id: 'k1' });
  for (const fake of [clone, new Proxy(key, {}), Object.create(key), { ...key }, undefined, null, 'k1', root]) {
    expect(isKey(fake)).toBe(false);
    const error = refused('ERR_KEY');
    expect(() => useOf('test', fake as never, 32, ['x'], 'x', () => ({ wipe() {} }))).toThrow(error);
    expect(() => exportBytes('test', fake as never)).toThrow(error);
    expect(() => SecretKey.prototype.derive.call(fake as never, 'tenant')).toThrow(error);
    expect(() => SecretKey.prototype.destroy.call(fake as never)).not.toThrow();
  }
  expect(isKey(key)).toBe(true);
});
test('a key is frozen and shows its id alone', () => {
  const key = SecretKey.from(root, { id: 'k1' });
  expect(() => Object.assign(key, { id: 'k2' })).toThrow(TypeError);
  expect([String(key), `${key}`, JSON.stringify({ key }), Object.keys(key)]).toEqual([
    'SecretKey(k1)',
    'SecretKey(k1)',
    '{"key":"SecretKey(k1)"}',
    ['id'],
  ]);
});

describe('uses of a key', () => {
  interface State {
    readonly label: string;
    readonly given: Uint8Array;
    readonly at: string;
    wiped: number;
    wipe(): void;
  }
  const states: State[] = [];
  const open =
    (label: string) =>
    (given: Uint8Array): State => {
      const state = {
        label,
        given,
        at: hexEncode(given),
        wiped: 0,
        wipe() {
          state.wiped += 1;
        },
      };
      states.push(state);
      return state;
    };

  test('a use is derived once, when it is first asked for, and the bytes handed over are wiped', () => {
    states.length = 0;
    const key = SecretKey.from(root);
    const use = useOf('test', key, 64, ['field', 'x'], 'native', open('a'));
    const again = useOf('test', key, 64, ['field', 'x'], 'native', open('b'));
    expect(states.length).toBe(0);
    expect([use(), again(), use()]).toEqual([states[0], states[0], states[0]]);
    expect(states.length).toBe(1);
    expect(states[0]?.at).toBe(hexEncode(deriveBytes(root, 64, ['field', 'x'])));
    expect(states[0]?.given).toEqual(new Uint8Array(64));
  });
  test('uses of another kind, of other parts or of another key do not meet', () => {
    states.length = 0;
    const key = SecretKey.from(root);
    const uses = [
      useOf('test', key, 32, ['field', 'x'], 'native', open('a')),
      useOf('test', key, 32, ['field', 'x'], 'portable', open('b')),
      useOf('test', key, 32, ['fieldx'], 'native', open('c')),
      useOf('test', key, 32, ['', 'fieldx'], 'native', open('d')),
      useOf('test', SecretKey.from(root), 32, ['field', 'x'], 'native', open('e')),
      useOf('test', SecretKey.from(other), 32, ['field', 'x'], 'native', open('f')),
    ];
    expect(uses.map((use) => use().label).join('')).toBe('abcdef');
    expect(new Set(states.map(({ at }) => at)).size).toBe(4); // a, b and e are one derived key
  });
  test('above 256 uses the oldest one is wiped, and derived again when it is asked for', () => {
    states.length = 0;
    const key = SecretKey.from(root);
    const uses = Array.from({ length: 300 }, (_, n) => useOf('test', key, 32, ['use', `${n}`], 'x', open(`${n}`)));
    for (const use of uses) use();
    expect(states.filter(({ wiped }) => wiped > 0).map(({ label }) => label)).toEqual(
      uses.slice(0, 44).map((_, n) => `${n}`),
    );
    const first = states[0] as State;
    expect(uses[0]?.()).not.toBe(first);
    expect(uses[0]?.().at).toBe(first.at);
    expect(states[44]?.wiped).toBe(1); // its place was taken
    expect(uses[299]?.()).toBe(states[299]);
  });
  test('what is overwritten by destroying a key is the root itself', () => {
    const key = SecretKey.from(root);
    const seen: string[] = [];
    const { fill } = Uint8Array.prototype;
    const spy = vi.spyOn(Uint8Array.prototype, 'fill').mockImplementation(function (this: Uint8Array, ...given) {
      seen.push(hexEncode(this)); // before
      return fill.apply(this, given as [number]);
    });
    key.destroy();
    spy.mockRestore();
    expect(seen).toEqual([hex]);
  });
  test('destroying a key wipes its bytes and its uses; every later use is refused, and a second time changes nothing', () => {
    states.length = 0;
    const key = SecretKey.from(root, { id: 'k1' });
    const child = key.derive('tenant', 'a');
    const use = useOf('test', key, 32, ['x'], 'x', open('a'));
    const never = useOf('test', key, 32, ['y'], 'x', open('b'));
    use();
    key.destroy();
    key.destroy();
    expect(states.map(({ wiped }) => wiped)).toEqual([1]);
    const gone = refused('ERR_KEY_DESTROYED', { keyId: 'k1' });
    const acts = [
      use,
      never,
      () => key.derive('tenant'),
      () => exportBytes('test', key),
      () => hasFingerprint('test', key),
    ];
    for (const act of acts) expect(act).toThrow(gone);
    expect(() => useOf('test', key, 32, ['x'], 'x', open('c'))).toThrow(gone);
    expect(isKey(key)).toBe(true);
    expect(String(key)).toBe('SecretKey(k1)');
    expect(exportBytes('test', child).length).toBe(32); // a key of its own lives on
    expect(SecretKey.from(root, { id: 'k1' }).derive('tenant', 'a').id).toBe(child.id);
  });
});
