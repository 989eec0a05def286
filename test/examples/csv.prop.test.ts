import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { expect } from 'vitest';
import { CsvSplitter } from '../../docs/examples/csv-records.ts';
import { toCsv } from '../../docs/examples/to-csv.ts';
import { law } from '../law.ts';

const cell = fc.string({
  unit: fc.constantFrom('a', 'é', '"', ',', ';', '\n', '\r\n', ' ', "'", '=', '😀'),
  maxLength: 5,
});
const risky = fc.string({
  unit: fc.constantFrom('a', '=', '+', '-', '@', '＝', '－', ';', ',', '"', '\t', '\r', '\n', ' ', '\0', '1', '(', "'"),
  maxLength: 8,
});
const rows = fc
  .integer({ min: 2, max: 4 })
  .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 }));
const cuts = fc.array(fc.nat({ max: 60 }), { maxLength: 4 });
const breaks = fc.constantFrom('\n', '\r\n');

function read(text: string, at: readonly number[] = []): string[][] {
  const splitter = new CsvSplitter(',');
  const places = [0, ...[...at].sort((a, b) => a - b).map((place) => Math.min(place, text.length)), text.length];
  const pieces = places.slice(1).map((to, i) => text.slice(places[i], to));
  return [...pieces.flatMap((piece) => splitter.push(piece)), ...splitter.push('', true)].map(({ cells }) => [
    ...cells,
  ]);
}

law(
  'utility: what another writer wrote is read as it was, wherever the text is cut',
  [rows, cuts, breaks],
  (table, at, ends) => {
    expect(read(stringify(table, { record_delimiter: ends, quoted: ends === '\r\n' }), at)).toStrictEqual(table);
  },
);
law('utility: another reader reads what is written, but for apostrophes', [rows], (table) => {
  const bare = (read: readonly (readonly string[])[]): string[][] =>
    read.map((row) => row.map((text) => text.replaceAll("'", '')));
  expect(bare(parse(toCsv(table)))).toStrictEqual(bare(table));
});
law('privacy: no reader finds a formula, whatever it takes for a separator', [fc.array(risky)], (row) => {
  const pieces = toCsv([row]).split(/[;,\t\r\n"]/);
  expect(pieces.filter((piece) => /^[\s\0]*[=+\-@＝＋－＠]/.test(piece) && /[^\d., ()∞-]/.test(piece))).toStrictEqual(
    [],
  );
});
law('utility: the line of a record is that of an editor', [rows, breaks], (table, ends) => {
  const splitter = new CsvSplitter(',');
  const text = stringify([...table, ...table], { record_delimiter: ends, quoted: ends === '\r\n' });
  const lines = [...splitter.push(text), ...splitter.push('', true)].map(({ line }) => line);
  const first = [...table, ...table].map((_, i) => {
    const before = stringify([...table, ...table].slice(0, i), { record_delimiter: ends, quoted: ends === '\r\n' });
    return before.split('\n').length;
  });
  expect(lines).toStrictEqual(first);
});
