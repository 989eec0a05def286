import { parseInterval } from 'voile/generalisation';

/** What a cell may hold before or after. */
export type Cell = string | number | null | undefined;

/** More distinct values than this and a column tells nearly everybody apart; they are no longer kept. */
export const MOST_DISTINCT = 50_000;

/** Rows whose codes are kept together; a longer array each time would leave the shorter ones behind. */
const CHUNK = 65_536;

type Codes = Uint8Array | Uint16Array;

/**
 * A column as a dictionary and a code of one or two bytes per row: what a risk measurement over a long file can keep of it.
 *
 * Past {@link MOST_DISTINCT} values the column is `full` and forgets all, which bounds its memory.
 */
export class CodedColumn {
  full = false;
  #length = 0;
  #chunks: Codes[] = [];
  #known = new Map<Cell, number>();

  add(value: Cell): void {
    if (this.full) return;
    let code = this.#known.get(value);
    if (code === undefined) {
      code = this.#known.size;
      this.#known.set(ownCopy(value), code);
    }
    if (code >= MOST_DISTINCT) {
      this.full = true;
      this.#known = new Map();
      this.#chunks = [];
      this.#length = 0;
      return;
    }
    const place = this.#length % CHUNK;
    if (place === 0) this.#chunks.push(new (this.#known.size > 256 ? Uint16Array : Uint8Array)(CHUNK));
    const last = this.#chunks.length - 1;
    if (code === 256) this.#chunks[last] = Uint16Array.from(this.#chunks[last] as Codes); // a byte is too short from here on
    (this.#chunks[last] as Codes)[place] = code;
    this.#length += 1;
  }

  column(): { readonly dictionary: readonly Cell[]; readonly codes: Codes } {
    const codes = new (this.#known.size > 256 ? Uint16Array : Uint8Array)(this.#length);
    this.#chunks.forEach((chunk, i) => {
      codes.set(chunk.subarray(0, this.#length - i * CHUNK), i * CHUNK);
    });
    return { dictionary: [...this.#known.keys()], codes };
  }
}

/** A part of a long text keeps the whole text in memory: a dictionary of parts would keep the file. */
function ownCopy(value: Cell): Cell {
  return typeof value === 'string' ? Buffer.from(value).toString() : value;
}

/** Count, mean and spread of the numbers of a column, and how often each value occurs while these are few. */
export class Summary {
  count = 0;
  mean = 0;
  #squares = 0;
  readonly #most: number;
  #shares: Map<Cell, number> | undefined = new Map();

  constructor(most = 10_000) {
    this.#most = most;
  }

  add(value: Cell): void {
    if (value === null || value === undefined) return;
    this.#tally(value);
    this.count += 1;
    const difference = numberOf(value) - this.mean;
    this.mean += difference / this.count;
    this.#squares += difference * (numberOf(value) - this.mean);
  }

  #tally(value: Cell): void {
    const shares = this.#shares;
    if (!shares) return;
    const before = shares.get(value);
    if (before !== undefined) shares.set(value, before + 1);
    else if (shares.size < this.#most) shares.set(ownCopy(value), 1);
    else this.#shares = undefined;
  }

  get deviation(): number {
    return Math.sqrt(this.#squares / this.count);
  }

  /** How many values differ; nothing where they were too many to keep. */
  get distinct(): number | undefined {
    return this.#shares?.size;
  }

  /** Half the sum of the differences of the shares: how many of a hundred rows would have to change, over a hundred. */
  distanceTo(other: Summary): number | undefined {
    const [one, two] = [this.#shares, other.#shares];
    if (!one || !two) return undefined;
    const share = (of: Map<Cell, number>, value: Cell, count: number): number => (of.get(value) ?? 0) / count;
    return (
      [...new Set([...one.keys(), ...two.keys()])]
        .map((value) => Math.abs(share(one, value, this.count) - share(two, value, other.count)))
        .reduce((sum, difference) => sum + difference, 0) / 2
    );
  }
}

/** Pearson's correlation of two columns, over the rows that have both. */
export class Correlation {
  #count = 0;
  #means = [0, 0] as [number, number];
  #sums = [0, 0, 0] as [number, number, number];

  add(one: Cell, two: Cell): void {
    if (one === null || one === undefined || two === null || two === undefined) return;
    this.#count += 1;
    const [x, y] = [numberOf(one) - this.#means[0], numberOf(two) - this.#means[1]];
    this.#means[0] += x / this.#count;
    this.#means[1] += y / this.#count;
    const left = numberOf(two) - this.#means[1];
    this.#sums[0] += x * (numberOf(one) - this.#means[0]);
    this.#sums[1] += y * left;
    this.#sums[2] += x * left;
  }

  get value(): number {
    return this.#sums[2] / Math.sqrt(this.#sums[0] * this.#sums[1]);
  }
}

const middles = new Map<string, number>();

/** The number itself, or the middle of the interval that a label names; the edge where it is open; else NaN. */
function numberOf(value: string | number): number {
  if (typeof value === 'number') return value;
  const known = middles.get(value);
  if (known !== undefined) return known;
  const middle = middleOf(value);
  if (middles.size < 1_000) middles.set(ownCopy(value) as string, middle);
  return middle;
}

function middleOf(text: string): number {
  if (!/^[[(].*\)$/.test(text)) return Number(text);
  try {
    const { from, to } = parseInterval(text);
    if (from === -Infinity) return to;
    return to === Infinity ? from : (from + to) / 2;
  } catch {
    return Number.NaN; // a category such as `(none)` only looks like an interval
  }
}
