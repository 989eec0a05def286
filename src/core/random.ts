import { PrivacyError } from '../errors.ts';

/** A source of uniform random bits, given when a transform or mechanism is made; a frozen brand keeps others out. */
export interface RandomSource {
  /** `seeded` sources exist for tests only and protect nothing. */
  readonly kind: 'system' | 'seeded';
  /** A uniform integer in 0 … 2³² − 1. */
  u32(): number;
  /** Fills the bytes with fresh random bits that never pass through a pool. */
  fill(bytes: Uint8Array): void;
  /** The mark of the type. */
  readonly '~mark': 'random';
}

/** Fills an array with random bits. */
export type Filler = (array: Uint8Array | Uint32Array) => void;

/** Words in the first pool and in the largest: 1 KB makes a cold start cheap, 16 KB makes a word cheap. */
const FIRST = 256;
const LARGEST = 4096;

/** The sources made here; a look-alike, or a subclass whose words are not random, is not among them. */
const made: WeakSet<object> = /* @__PURE__ */ new WeakSet();

/** A source of a filler: the system's, the seeded one of `voile/testing`, and those of realms without `crypto`. */
// @__NO_SIDE_EFFECTS__
export function sourceOf(kind: 'system' | 'seeded', filler: Filler): RandomSource {
  let pool = new Uint32Array(0);
  let next = 0;
  const filled = (array: Uint8Array | Uint32Array): void => {
    try {
      filler(array);
    } catch {
      throw failed();
    }
  };
  /** No word is handed out until the filler has answered and passed the check. */
  const refill = (): void => {
    const first = pool.length === 0;
    const size = Math.min(Math.max(FIRST, 2 * pool.length), LARGEST);
    const fresh = size === pool.length ? pool : new Uint32Array(size);
    filled(fresh);
    if (isStuck(fresh, first ? fresh.length : 8)) throw failed();
    pool = fresh;
    next = 0;
  };
  const source: RandomSource = Object.freeze({
    kind,
    '~mark': 'random',
    u32() {
      if (next === pool.length) refill();
      const word = pool[next] as number; // in range by the line above
      pool[next] = 0; // a later look at the memory finds no used word
      next += 1;
      return word;
    },
    fill(bytes: Uint8Array) {
      // by its shape, for arrays of another realm; what has no length would be left unfilled without a word
      if (!ArrayBuffer.isView(bytes) || bytes.BYTES_PER_ELEMENT !== 1) {
        throw new PrivacyError('ERR_INPUT', 'random: fill needs a Uint8Array');
      }
      if (pool.length === 0) refill(); // a source that was never checked must not make a key
      // 65,536 bytes is the most that getRandomValues gives at once
      for (let at = 0; at < bytes.length; at += 65_536) filled(bytes.subarray(at, at + 65_536));
    },
  });
  made.add(source);
  return source;
}

/**
 * A stuck generator, not a weak one: a repeated block of 16 bytes, which a sound one gives once in 10³⁶ pools. The
 * first pool is looked through as a whole, later ones at their start: one that stopped filling leaves the wiped words.
 */
function isStuck(pool: Uint32Array, end: number): boolean {
  let repeated = 0;
  for (let i = 4; i < end; i += 1) {
    repeated = pool[i] === pool[i - 4] ? repeated + 1 : 0;
    if (repeated === 4) return true;
  }
  return false;
}

function failed(): PrivacyError {
  return new PrivacyError('ERR_RANDOM', 'random: the runtime gives no secure random bits');
}

interface Realm {
  readonly crypto?: { getRandomValues(array: Uint8Array | Uint32Array): unknown };
}

/**
 * The cryptographic generator of the runtime, `crypto.getRandomValues`, pooled for noise and sampling.
 *
 * @throws `PrivacyError` from `u32` and `fill`, `ERR_RANDOM` where the runtime has no generator, it throws, or
 * its first words repeat, before any output; from `fill`, `ERR_INPUT` for what is not an array of bytes.
 * @guarantee Words are those of the runtime's generator, each is used once and overwritten. `fill` never uses the
 * pool. Not protected: a process or machine cloned with a filled pool repeats its words; do not clone a warm process.
 * @utility Every word is uniform on 32 bits, as far as the runtime's generator is.
 * @cost 16 KB of memory; about 3 ns a word.
 * @source W3C Web Cryptography API, getRandomValues.
 * @example
 * systemRandom.u32() < 2 ** 32 // true
 */
export const systemRandom: RandomSource = /* @__PURE__ */ sourceOf('system', (array) => {
  // read at each refill: no crypto, no property access, at import
  (globalThis as Realm).crypto?.getRandomValues(array) ?? raise();
});

function raise(): never {
  throw failed();
}

/** The source itself, or `ERR_PARAMETER` in the name of the function that was given something else. */
export function checkedSource(name: string, random: unknown): RandomSource {
  if (made.has(random as object)) return random as RandomSource; // has is false for what is no object
  throw new PrivacyError('ERR_PARAMETER', `${name}: random must be a RandomSource`, { parameter: 'random' });
}

/**
 * A uniform integer in 0 … n − 1, for an integer n in 1 … 2³² − 1; exact given uniform words.
 *
 * Lemire 2019: with t = 2³² mod n every result has ⌊2³²/n⌋ words whose low product is ≥ t, and only those are kept.
 * The high word comes without BigInt: the double product errs by ≤ 2¹⁰, far less than the 2³¹ that rounding allows.
 */
export function below(random: RandomSource, n: number): number {
  const word = random.u32();
  const low = Math.imul(word, n) >>> 0;
  if (low < n && low < 4_294_967_296 % n) return below(random, n);
  return ((word * n - low) * 2 ** -32 + 0.5) >>> 0;
}

/** A uniform multiple of 2⁻⁵³ in [0, 1). */
export function unit(random: RandomSource): number {
  return ((random.u32() >>> 5) * 67_108_864 + (random.u32() >>> 6)) * 2 ** -53;
}
