import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import {
  below,
  checkedSource,
  type Filler,
  type RandomSource,
  sourceOf,
  systemRandom,
  unit,
} from '../../src/core/random.ts';
import { unsafeSeededRandom } from '../../src/testing/index.ts';

const failure = (code: string, message?: string) => expect.objectContaining(message ? { code, message } : { code });
const noBits = failure('ERR_RANDOM', 'random: the runtime gives no secure random bits');

/** Different words for ever, and a look at what the filler was given. */
function counting(): { readonly filler: Filler; readonly given: (Uint8Array | Uint32Array)[] } {
  let next = 1;
  const given: (Uint8Array | Uint32Array)[] = [];
  const filler: Filler = (array) => {
    given.push(array);
    for (let i = 0; i < array.length; i += 1, next += 1) array[i] = next;
  };
  return { filler, given };
}
const fixed = (...words: number[]): RandomSource => {
  let next = 0;
  const u32 = (): number => {
    const word = words[next++];
    if (word === undefined) throw new RangeError('drawn again');
    return word;
  };
  return { kind: 'seeded', '~mark': 'random', fill: () => {}, u32 };
};
/** A filler that puts this into every place. */
const each =
  (word: (i: number) => number): Filler =>
  (array) => {
    for (let i = 0; i < array.length; i += 1) array[i] = word(i);
  };

test('words come in the order of the filler, each once', () => {
  const source = sourceOf('seeded', counting().filler);
  for (let word = 1; word <= 30_000; word += 1) if (source.u32() !== word) throw new Error(`word ${word}`);
});
test('the pool grows from 1 KB to 16 KB, and stays', () => {
  const { filler, given } = counting();
  const source = sourceOf('seeded', filler);
  expect(given).toHaveLength(0);
  for (let i = 0; i < 256 + 512 + 1024 + 2048 + 4096 + 4096; i += 1) source.u32();
  expect(given.map((pool) => pool.length)).toEqual([256, 512, 1024, 2048, 4096, 4096]);
  expect(given[5]).toBe(given[4]);
});
test('a used word is wiped, the next one is not', () => {
  const { filler, given } = counting();
  const source = sourceOf('seeded', filler);
  for (let used = 1; used <= 256; used += 1) {
    expect(source.u32()).toBe(used);
    expect(Array.from(given[0] ?? [])).toEqual(Array.from({ length: 256 }, (_, i) => (i < used ? 0 : i + 1)));
  }
});

const stuck: readonly (readonly [string, Filler])[] = [
  ['fills nothing', () => {}],
  ['fills one value', each(() => 0xdeadbeef)],
  ['repeats 16 bytes for ever', each((i) => i % 4)],
  ['repeats its last 16 bytes once', each((i) => (i < 252 ? i : i - 4))],
  ['fills the first half only', each((i) => (i < 128 ? i + 1 : 0))],
];
test.each(stuck)('a source that %s gives no word and no byte', (_, filler) => {
  const source = sourceOf('system', filler);
  const bytes = new Uint8Array(32);
  expect(() => source.u32()).toThrow(noBits);
  expect(() => source.u32()).toThrow(noBits);
  expect(() => source.fill(bytes)).toThrow(noBits);
  expect(bytes).toEqual(new Uint8Array(32));
});
test.each([256, 256 + 512, 256 + 512 + 1024 + 2048 + 4096])(
  'a source that gets stuck after %i words stops there',
  (n) => {
    const { filler, given } = counting();
    const after = [256, 768, 1792, 3840, 7936].indexOf(n) + 1;
    const source = sourceOf('system', (array) => {
      if (given.length < after) filler(array);
    });
    for (let word = 1; word <= n; word += 1) expect(source.u32()).toBe(word);
    expect(() => source.u32()).toThrow(noBits);
    expect(() => source.u32()).toThrow(noBits);
  },
);
test('three equal words in a row are not a stuck source', () => {
  const source = sourceOf(
    'seeded',
    each((i) => (i % 4 === 3 ? i : 7)),
  );
  expect([source.u32(), source.u32(), source.u32(), source.u32()]).toEqual([7, 7, 7, 3]);
});
test('a throwing filler is ERR_RANDOM without its text, and nothing of a failed fill is handed out', () => {
  const { filler } = counting();
  let broken = true;
  const source = sourceOf('system', (array) => {
    filler(array);
    if (broken) throw new TypeError('private text');
  });
  expect(() => source.u32()).toThrow(noBits);
  expect(() => source.fill(new Uint8Array(4))).toThrow(noBits);
  broken = false;
  expect(source.u32()).toBe(513); // two pools of 256 words were thrown away
  broken = true;
  expect(() => source.fill(new Uint8Array(4))).toThrow(noBits);
  try {
    source.fill(new Uint8Array(4));
  } catch (thrown) {
    expect((thrown as Error).cause).toBeUndefined();
  }
});

test('fill asks for at most 65,536 bytes at once and never uses the pool', () => {
  const { filler, given } = counting();
  const source = sourceOf('seeded', filler);
  source.u32();
  const bytes = new Uint8Array(150_000);
  source.fill(bytes);
  expect(given.slice(1).map((part) => part.length)).toEqual([65_536, 65_536, 150_000 - 131_072]);
  expect(given.slice(1).every((part) => part.buffer === bytes.buffer)).toBe(true);
  expect(Array.from(bytes.slice(0, 3))).toEqual([257 & 255, 258 & 255, 259 & 255]);
  expect(source.u32()).toBe(2);
});
test('fill fills a view, and nothing around it', () => {
  const bytes = new Uint8Array(12);
  sourceOf('seeded', counting().filler).fill(bytes.subarray(4, 8));
  expect(Array.from(bytes)).toEqual([0, 0, 0, 0, 1, 2, 3, 4, 0, 0, 0, 0]);
  sourceOf('seeded', counting().filler).fill(new Uint8Array(0));
});
test('the system source fills more than 65,536 bytes, every part of it', () => {
  const bytes = new Uint8Array(3 * 65_536 + 16);
  systemRandom.fill(bytes);
  for (let at = 0; at < bytes.length; at += 16)
    expect(bytes.subarray(at, at + 16).some((byte) => byte !== 0)).toBe(true);
});
test.each([
  undefined,
  null,
  {},
  16,
  'bytes',
  new ArrayBuffer(16),
  new Uint16Array(8),
  new DataView(new ArrayBuffer(8)),
])('fill refuses %o instead of leaving it unfilled', (bytes) => {
  expect(() => systemRandom.fill(bytes as never)).toThrow(failure('ERR_INPUT', 'random: fill needs a Uint8Array'));
});

test('only what core made is a source', () => {
  for (const source of [systemRandom, unsafeSeededRandom(1)]) expect(checkedSource('bin', source)).toBe(source);
  const like = { kind: 'system', '~mark': 'random', u32: () => 4, fill: () => {} };
  const lookAlikes = [
    like,
    Object.create(systemRandom, {}),
    Object.create(Object.getPrototypeOf(systemRandom)),
    { ...systemRandom },
    new Proxy(systemRandom, {}),
    () => 4,
    Math,
    null,
    undefined,
    'system',
    7,
  ];
  for (const other of lookAlikes) {
    expect(() => checkedSource('shuffle', other)).toThrow(
      expect.objectContaining({
        code: 'ERR_PARAMETER',
        message: 'shuffle: random must be a RandomSource',
        details: { parameter: 'random' },
      }),
    );
  }
});
test('a source cannot be changed', () => {
  const source = unsafeSeededRandom(1);
  expect(() => Object.assign(source, { kind: 'system' })).toThrow(TypeError);
  expect(() => Object.assign(source, { u32: () => 4 })).toThrow(TypeError);
  expect(() => Object.setPrototypeOf(source, { u32: () => 4 })).toThrow(TypeError);
  expect([source.kind, systemRandom.kind]).toEqual(['seeded', 'system']);
});
test('no inspection shows a word', () => {
  const source = sourceOf(
    'system',
    each((i) => 1_000_000 + i),
  );
  source.u32();
  expect(JSON.stringify(source)).toBe('{"kind":"system","~mark":"random"}');
  expect(inspect(source, { showHidden: true, depth: 9 })).not.toMatch(/100000\d/);
});

test('unit takes 27 bits of one word and 26 of the next', () => {
  expect(unit(fixed(0, 0))).toBe(0);
  expect(unit(fixed(31, 63))).toBe(0); // the bits that are left out
  expect(unit(fixed(0, 64))).toBe(2 ** -53);
  expect(unit(fixed(32, 0))).toBe(2 ** -27);
  expect(unit(fixed(0xffffffff, 0xffffffff))).toBe(1 - 2 ** -53);
});

/** The words for a result r of below(n), by integers: the first and the last one that is kept. */
function wordsFor(n: number, r: number): readonly [number, number] {
  const [size, all] = [BigInt(n), 2n ** 32n];
  const up = (x: bigint): bigint => (x + size - 1n) / size;
  return [Number(up(BigInt(r) * all + (all % size))), Number(up(BigInt(r + 1) * all)) - 1];
}
test('below(n) gives each result for the same number of words, n = 1 … 64, 2^32 / n of them', () => {
  for (let n = 1; n <= 64; n += 1) {
    let expected = 0;
    for (let r = 0; r < n; r += 1) {
      const [first, last] = wordsFor(n, r);
      expect(last - first + 1).toBe(Math.floor(2 ** 32 / n));
      expect([below(fixed(first), n), below(fixed(last), n)]).toEqual([r, r]);
      // the words between this cell and the last one are drawn again: the second word, 2^32 - 1, decides
      for (let word = expected; word < first; word += 1) expect(below(fixed(word, 2 ** 32 - 1), n)).toBe(n - 1);
      for (let word = expected; word < first; word += 1) expect(() => below(fixed(word), n)).toThrow('drawn again');
      expected = last + 1;
    }
    expect(expected).toBe(2 ** 32);
  }
});
test.each([2 ** 31 - 1, 2 ** 31, 2 ** 31 + 1, 3_000_000_000, 2 ** 32 - 2, 2 ** 32 - 1])(
  'below(%i) is exact at both ends of its cells',
  (n) => {
    for (const r of [0, 1, 2, n >>> 1, n - 2, n - 1]) {
      const [first, last] = wordsFor(n, r);
      expect(last - first + 1).toBe(Math.floor(2 ** 32 / n));
      expect([below(fixed(first), n), below(fixed(last), n)]).toEqual([r, r]);
    }
  },
);
test.each([
  [4_194_359, 4_294_911_862, 2 ** 22],
  [268_439_416, 4_294_903_943, 2 ** 28],
  [2_147_503_447, 4_294_927_700, 2 ** 31],
])('word %i times %i rounds down across a power of two, and is still %i', (word, n, high) => {
  // the double product lies below the true one: without the half that is added, the high word would be one less
  expect(BigInt(word * n)).toBeLessThan(BigInt(word) * BigInt(n));
  expect(below(fixed(word), n)).toBe(high);
});

test('no source can be made from another, nor its words be exchanged', () => {
  const forged = Object.create(systemRandom, { u32: { value: () => 2 ** 31 } });
  expect(() => checkedSource('addNoise', forged)).toThrow(expect.objectContaining({ code: 'ERR_PARAMETER' }));
  expect(Object.isFrozen(systemRandom)).toBe(true);
  expect(Reflect.getPrototypeOf(systemRandom)).toBe(Object.prototype);
});
