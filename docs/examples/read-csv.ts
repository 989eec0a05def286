import type { Stats } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { CsvSplitter } from './csv-records.ts';
import { inWords, Told } from './told.ts';

/** Some rows of a CSV file, in order. */
export interface Batch {
  /** The names of the columns. */
  readonly header: readonly string[];
  /** The cells of each row, as many as the header has names. */
  readonly rows: readonly (readonly string[])[];
  /** The line on which each row begins. */
  readonly lines: readonly number[];
  /** Bytes of the file that were read so far. */
  readonly bytes: number;
  /** Which file it is and when it changed; two readings with one version have read the same. */
  readonly version: string;
}

/** More columns are no table, and would make guesses and reports of any size. */
const MOST_COLUMNS = 10_000;

/** Rows longer than this make a batch of fewer rows. */
const USUAL_LENGTH = 2_000;

/**
 * Reads a CSV file in batches, so that a file of any length takes the memory of a few hundred usual rows.
 *
 * UTF-8 with a header; commas, semicolons or tabs. What is not that is refused in words that say what to do.
 */
export async function* readCsv(path: string, rowsPerBatch = 250): AsyncGenerator<Batch, void, undefined> {
  let header: readonly string[] | undefined;
  let splitter: CsvSplitter | undefined;
  let rows: (readonly string[])[] = [];
  let lines: number[] = [];
  let size = 0;
  let any = false;
  for await (const { text, ...place } of textOf(path)) {
    splitter ??= new CsvSplitter(delimiterOf(text));
    for (const { cells, line, ...record } of splitter.push(text, place.last)) {
      if (!header) header = checkedHeader(cells);
      else {
        rows.push(cells);
        lines.push(line);
        size += record.size;
      }
      if (header && (rows.length >= rowsPerBatch || size >= rowsPerBatch * USUAL_LENGTH)) {
        yield { header, rows, lines, bytes: place.bytes, version: place.version };
        any = true;
        rows = [];
        lines = [];
        size = 0;
      }
    }
    if (place.last && header && rows.length > 0) {
      yield { header, rows, lines, bytes: place.bytes, version: place.version };
      any = true;
    }
  }
  if (!header) throw new Told(`${path}: the file is empty`);
  if (!any) throw new Told(`${path}: there are column names but no rows`);
}

interface Piece extends Pick<Batch, 'bytes' | 'version'> {
  readonly text: string;
  readonly last: boolean;
}

/** The text of a file in pieces; the last one is empty. */
async function* textOf(path: string): AsyncGenerator<Piece, void, undefined> {
  const file = await open(path).catch((failure: unknown) => {
    throw inWords(failure, path);
  });
  try {
    yield* piecesOf(file, path);
  } catch (failure) {
    throw inWords(failure, path);
  } finally {
    await file.close();
  }
}

async function* piecesOf(file: FileHandle, path: string): AsyncGenerator<Piece, void, undefined> {
  const found = await file.stat();
  if (found.isDirectory()) throw new Told(`${path}: is a directory, not a file`);
  if (!found.isFile()) throw new Told(`${path}: is not an ordinary file; it is read twice, so a pipe will not do`);
  const version = versionOf(found);
  const decoder = new TextDecoder('utf-8', { fatal: true }); // drops a byte order mark
  let bytes = 0;
  const decoded = (chunk?: Uint8Array): string => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    } catch {
      throw new Told(`${path}: is not UTF-8 near byte ${bytes}; save it as "CSV UTF-8"`);
    }
  };
  const buffer = Buffer.allocUnsafe(65_536); // one for all pieces: a stream would leave a new one behind for each
  for (;;) {
    const { bytesRead } = await file.read(buffer);
    if (bytesRead === 0) break;
    const chunk = buffer.subarray(0, bytesRead);
    if (bytes === 0) refuseOtherFormats(chunk, path);
    bytes += bytesRead;
    yield { text: decoded(chunk), bytes, version, last: false };
  }
  if (versionOf(await file.stat()) !== version) throw new Changed(path);
  yield { text: decoded(), bytes, version, last: true };
}

/** The time of the last change of state is part of it: unlike the time of the content nobody can set it back. */
const versionOf = ({ dev, ino, size, mtimeMs, ctimeMs }: Stats): string => [dev, ino, size, mtimeMs, ctimeMs].join();

/** Rows of two states of a file are mixed: its columns may have moved in between. */
export class Changed extends Told {
  constructor(path: string) {
    super(`${path}: changed while it was read; run again when it is complete`);
  }
}

function refuseOtherFormats(start: Buffer, path: string): void {
  const mark = start.subarray(0, 2).toString('hex');
  if (mark === 'fffe' || mark === 'feff') throw new Told(`${path}: is UTF-16; save it as "CSV UTF-8"`);
  if (start.subarray(0, 2).toString('latin1') === 'PK') {
    throw new Told(`${path}: is a spreadsheet or an archive; save the sheet as "CSV UTF-8"`);
  }
  if (start.includes(0)) throw new Told(`${path}: is not a text file`);
}

/** The candidate that the first line holds most often; a comma where it holds none. */
function delimiterOf(text: string): string {
  const first = text.slice(0, text.indexOf('\n') + 1 || undefined).replaceAll(/"[^"]*"/g, '');
  const counted = [',', ';', '\t'].map((sign) => ({ sign, count: first.split(sign).length }));
  return counted.reduce((best, next) => (next.count > best.count ? next : best)).sign;
}

/** Names pass into the released file, so a first line that holds a person instead must not. */
function checkedHeader(cells: readonly string[]): readonly string[] {
  if (cells.length > MOST_COLUMNS) {
    throw new Told(`line 1: has ${cells.length} columns, more than ${MOST_COLUMNS} are not read`);
  }
  const names = cells.map((cell) => cell.trim());
  const empty = names.indexOf('');
  if (empty >= 0) throw new Told(`line 1: column ${empty + 1} has no name`);
  const places = new Map<string, number>();
  names.forEach((name, i) => {
    const other = places.get(name);
    if (other !== undefined) throw new Told(`line 1: columns ${other + 1} and ${i + 1} have one name`);
    places.set(name, i);
  });
  if (names.includes('__proto__')) throw new Told('line 1: a column must not be called __proto__');
  if (names.some((name) => name.includes('@') || /^[+-]?\d[\d .,:/+-]*$/.test(name))) {
    throw new Told('line 1: looks like a row of data; the first line must hold the names of the columns');
  }
  return names;
}
