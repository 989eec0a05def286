import { Told } from './told.ts';

/** One record of a CSV file and the line on which it begins. */
export interface CsvRecord {
  readonly cells: readonly string[];
  readonly line: number;
  /** Its length in characters. */
  readonly size: number;
}

/** A record longer than this is a quote that never closes; without a limit it would take the whole file into memory. */
const LONGEST = 1_000_000;
const QUOTE = 34;
const LF = 10;
const CR = 13;

/**
 * Splits CSV text (RFC 4180) that arrives in pieces into records, and refuses what is not CSV with its line.
 *
 * Lines are those an editor shows: a line break inside quotes counts, CR LF counts once. Blank lines are passed over.
 * Strictness matters here: a lenient reader that shifts cells by one column would put names where plans are.
 */
export class CsvSplitter {
  readonly #delimiter: number;
  #text = '';
  #at = 0;
  #line = 1;
  #width = 0;

  constructor(delimiter: string) {
    this.#delimiter = delimiter.charCodeAt(0);
  }

  /** The records that end in this piece; `last` says that no further piece follows. */
  push(piece: string, last = false): CsvRecord[] {
    this.#text = this.#text.slice(this.#at) + piece;
    this.#at = 0;
    const records: CsvRecord[] = [];
    while (this.#at < this.#text.length) {
      const [line, start] = [this.#line, this.#at];
      const cells = this.#next(last);
      if (!cells) break;
      if (cells.length === 1 && cells[0] === '') continue;
      this.#width ||= cells.length;
      if (cells.length !== this.#width) {
        throw new Told(`line ${line}: has ${cells.length} cells where the first line has ${this.#width}`);
      }
      records.push({ cells, line, size: this.#at - start });
    }
    if (this.#text.length - this.#at > LONGEST) {
      throw new Told(`line ${this.#line}: the record that begins here does not end within ${LONGEST} characters`);
    }
    return records;
  }

  /** The cells of the record at the position, or nothing where its end has not arrived yet. */
  #next(last: boolean): string[] | undefined {
    const text = this.#text;
    const cells: string[] = [];
    let line = this.#line;
    for (let at = this.#at; ; ) {
      let end = at;
      if (text.charCodeAt(at) === QUOTE) {
        end = closingQuote(text, at);
        if (end < 0 && last) throw new Told(`line ${line}: a quote opens here and never closes`);
        if (end < 0 || (end === text.length - 1 && !last)) return undefined; // the quote may be one of a pair
        const cell = text.slice(at + 1, end).replaceAll('""', '"');
        line += cell.split('\n').length - 1;
        cells.push(cell);
        end += 1;
      } else {
        let unit = text.charCodeAt(end);
        while (unit !== this.#delimiter && unit !== LF && unit !== CR && !Number.isNaN(unit)) {
          if (unit === QUOTE) throw new Told(`line ${line}: a quote stands inside a cell that does not begin with one`);
          end += 1;
          unit = text.charCodeAt(end);
        }
        cells.push(text.slice(at, end));
      }
      const after = text.charCodeAt(end);
      if (after === this.#delimiter) {
        at = end + 1;
        continue;
      }
      if (end === text.length - (after === CR ? 1 : 0) && !last) return undefined; // a line feed may follow
      if (after === CR && end + 1 < text.length && text.charCodeAt(end + 1) !== LF) {
        throw new Told(`line ${line}: a carriage return stands without a line feed`);
      }
      if (after !== LF && after !== CR && !Number.isNaN(after))
        throw new Told(`line ${line}: text follows a closing quote`);
      this.#at = Math.min(end + (after === CR ? 2 : 1), text.length);
      this.#line = line + 1;
      return cells;
    }
  }
}

/** The position of the quote that closes the one at `from`, or -1; two quotes in a row stand for one. */
function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from + 1);
  while (at >= 0 && text.charCodeAt(at + 1) === QUOTE) at = text.indexOf('"', at + 2);
  return at;
}
