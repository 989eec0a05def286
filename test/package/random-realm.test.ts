import { afterEach, expect, test, vi } from 'vitest';

const native = Object.getOwnPropertyDescriptor(globalThis, 'crypto') as PropertyDescriptor;

/** A fresh copy of the module, in a realm with this `crypto`. */
async function systemIn(
  descriptor: PropertyDescriptor,
): Promise<typeof import('../../src/core/random.ts').systemRandom> {
  Object.defineProperty(globalThis, 'crypto', { configurable: true, ...descriptor });
  vi.resetModules();
  return (await import('../../src/core/random.ts')).systemRandom;
}
const refused = expect.objectContaining({
  code: 'ERR_RANDOM',
  message: 'random: the runtime gives no secure random bits',
  details: {},
});

afterEach(() => {
  Object.defineProperty(globalThis, 'crypto', native);
});

test.each([
  ['is missing', undefined],
  ['is null', null],
  ['has no generator', {}],
  [
    'throws',
    {
      getRandomValues: () => {
        throw new Error('entropy pool: private text');
      },
    },
  ],
  [
    'throws what is no error',
    {
      getRandomValues: () => {
        throw undefined;
      },
    },
  ],
  ['gives nothing back', { getRandomValues: () => undefined }],
  ['leaves the array as it is', { getRandomValues: (array: Uint32Array) => array }],
  ['is stuck', { getRandomValues: (array: Uint32Array) => array.fill(123_456_789) }],
])('where crypto %s, the system source gives nothing', async (_, crypto) => {
  const source = await systemIn({ value: crypto });
  const bytes = new Uint8Array(16);
  for (let call = 0; call < 2; call += 1) {
    expect(() => source.u32()).toThrow(refused);
    expect(() => source.fill(bytes)).toThrow(refused);
  }
  expect(bytes).toEqual(new Uint8Array(16));
});
test('crypto is not looked at before the first word, and only there', async () => {
  let looks = 0;
  const source = await systemIn({
    get() {
      looks += 1;
      return native.get ? native.get.call(globalThis) : native.value;
    },
  });
  expect(looks).toBe(0);
  const words = Array.from({ length: 256 }, () => source.u32());
  expect(looks).toBe(1);
  expect(new Set(words).size).toBeGreaterThan(250);
  source.u32();
  expect(looks).toBe(2);
});
test('a generator that appears late is used, Math.random never', async () => {
  const random = vi.spyOn(Math, 'random');
  const source = await systemIn({ value: undefined });
  expect(() => source.u32()).toThrow(refused);
  Object.defineProperty(globalThis, 'crypto', native);
  expect(source.u32()).toBeLessThan(2 ** 32);
  expect(random).not.toHaveBeenCalled();
});
