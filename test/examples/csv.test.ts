import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Batch, readCsv } from '../../docs/examples/read-csv.ts';
import { toCsv } from '../../docs/examples/to-csv.ts';
import { Told } from '../../docs/examples/told.ts';
import { fileOf, temporary } from './temporary.ts';

async function batchesOf(path: string, size?: number): Promise<Batch[]> {
  const batches: Batch[] = [];
  for await (const batch of readCsv(path, size)) batches.push(batch);
  return batches;
}
const names = (count: number): string => Array.from({ length: count }, (_, i) => `c${i}`).join();
const utf16 = (text: string): Buffer => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);

test('rows come in batches with their lines; blank lines and a byte order mark are passed over', async () => {
  const batches = await batchesOf(fileOf('\ufeffname;plan\r\n"a;\r\nb";1\r\n\r\nc;2\r\nd;3'), 2);
  expect(batches.map(({ header, rows, lines }) => ({ header, rows, lines }))).toStrictEqual([
    {
      header: ['name', 'plan'],
      rows: [
        ['a;\r\nb', '1'],
        ['c', '2'],
      ],
      lines: [2, 5],
    },
    { header: ['name', 'plan'], rows: [['d', '3']], lines: [6] },
  ]);
});
test('characters of several bytes survive wherever the file is cut into pieces', async () => {
  const name = 'é😀'.repeat(40_000);
  const [batch] = await batchesOf(fileOf(`a,b\nx${name},1\n`));
  expect(batch?.rows).toStrictEqual([[`x${name}`, '1']]);
});
test('a wide table is read in batches of fewer rows', async () => {
  const batches = await batchesOf(fileOf(`${names(10_000)}\n${`${'12,'.repeat(9_999)}3\n`.repeat(40)}`));
  expect(batches[0]?.header).toHaveLength(10_000);
  expect(batches.flatMap(({ rows }) => rows)).toHaveLength(40);
  expect(Math.max(...batches.map(({ rows }) => rows.length))).toBeLessThanOrEqual(17); // 500,000 characters
});
test.each([
  ['a row with too few cells', 'a,b\n1,2\n3\n', 'line 3: has 1 cells where the first line has 2'],
  [
    'one behind a line break in quotes',
    'a,b\r\n"x\r\ny",1\r\n\r\n2,3,4\r\n',
    'line 5: has 3 cells where the first line has 2',
  ],
  ['a quote that never closes', 'a,b\n1,2\n3,"x\ny\nz\n', 'line 3: a quote opens here and never closes'],
  [
    'one that does not for a long time',
    `a,b\n1,2\n"${'x\n'.repeat(600_000)}`,
    'line 3: the record that begins here does not end within 1000000 characters',
  ],
  ['a quote inside a cell', 'a,b\n1,2\n3,x"y\n', 'line 3: a quote stands inside a cell that does not begin with one'],
  ['text behind a quote', 'a,b\n"1"x,2\n', 'line 2: text follows a closing quote'],
  ['line ends of the last century', 'a,b\r1,2\r', 'line 1: a carriage return stands without a line feed'],
  [
    'more columns than any table has',
    `${names(140_000)}\n`,
    'line 1: has 140000 columns, more than 10000 are not read',
  ],
  ['two columns of one name', 'a,b,a\n1,2,3\n', 'line 1: columns 1 and 3 have one name'],
  ['a name that objects use themselves', 'a,__proto__\n1,2\n', 'line 1: a column must not be called __proto__'],
  ['a column without a name', 'a,\n1,2\n', 'line 1: column 2 has no name'],
  [
    'a first line that is a person',
    'Ada,ada@mail.example\nAlan,alan@mail.example\n',
    'line 1: looks like a row of data; the first line must hold the names of the columns',
  ],
  [
    'a first line of figures',
    'Ada,1815-12-10\n',
    'line 1: looks like a row of data; the first line must hold the names of the columns',
  ],
])('%s is refused with its line', async (_, content, message) => {
  await expect(batchesOf(fileOf(content))).rejects.toThrow(new Told(message));
});
test.each([
  ['nothing', '', /people.csv: the file is empty$/],
  ['a header alone', 'a,b\n', /people.csv: there are column names but no rows$/],
  ['UTF-16', utf16('a,b\n1,2\n'), /is UTF-16; save it as "CSV UTF-8"$/],
  ['a spreadsheet', Buffer.from('PK\x03\x04\0\0'), /is a spreadsheet or an archive; save the sheet as "CSV UTF-8"$/],
  ['a picture', Buffer.from([137, 80, 78, 71, 0, 0, 1]), /is not a text file$/],
  ['Windows-1252', Buffer.from('nom\nLef\xe8vre\n', 'latin1'), /is not UTF-8 near byte \d+; save it as "CSV UTF-8"$/],
])('a file of %s is refused', async (_, content, message) => {
  const failure: unknown = await batchesOf(fileOf(content)).catch((caught: unknown) => caught);
  expect(failure).toBeInstanceOf(Told);
  expect((failure as Told).message).toMatch(message);
});
test('a missing file and a directory are refused', async () => {
  const directory = temporary();
  mkdirSync(join(directory, 'folder'));
  await expect(batchesOf(join(directory, 'none.csv'))).rejects.toThrow(/none.csv: there is no such file$/);
  await expect(batchesOf(join(directory, 'folder'))).rejects.toThrow(/folder: is a directory, not a file$/);
});
test.each([
  ['=1+1', `'=1+1`],
  ['+33 6', `'+33 6`],
  ['-x', `'-x`],
  ['-5', `'-5`],
  ['@a', `'@a`],
  ['＝1', `'＝1`],
  ['＋1', `'＋1`],
  ['－1', `'－1`],
  ['＠a', `'＠a`],
  [' \u00a0=1', `' \u00a0=1`],
  ['\0\u200b=1', `'\0\u200b=1`],
  ['\ta', `"'\ta"`],
  ['\n=1', `"'\n'=1"`],
  ['x;=1+1', `"x;'=1+1"`],
  ['x;=1;y; @b', `"x;'=1;y;' @b"`],
  ['x\t\t+1', `"x\t\t'+1"`],
  ['x\r\n-1', `"x\r\n'-1"`],
  ['"=1"', `"""'=1"""`],
  ['a";＝1', `"a"";'＝1"`],
  ['a, -b', `"a,' -b"`],
  ['(1, -e1)', `"(1,' -e1)"`],
  ['[-20, x);=1', `"[-20, x);'=1"`],
])('a text that a spreadsheet would run, whatever separates its lists, is made harmless: %j', (text, cell) => {
  expect(toCsv([[text]])).toBe(`${cell}\n`);
});
test('numbers, intervals and what merely holds a sign are not touched', () => {
  expect(
    toCsv([[-5, '[-20, -10)', '(-∞, -5)', '[-1e-7, -1e-8)', '48.1..48.2,-2.3..-2.2', 'a-b@c', 'O’Hara = 1']]),
  ).toBe('-5,"[-20, -10)","(-∞, -5)","[-1e-7, -1e-8)","48.1..48.2,-2.3..-2.2",a-b@c,O’Hara = 1\n');
  expect(toCsv([[null, undefined, 'a "b"', 'x,y', 'x;y']])).toBe(',,"a ""b""","x,y","x;y"\n');
});
test.each(['\t', '\n', ' ', '; ', '1e1', ', ', '\u200b', '"'])('a long text of %j costs its length', (part) => {
  const text = part.repeat(300_000); // a quadratic pattern takes minutes
  expect(toCsv([[`1${text}x`]]).replaceAll(/["\n]/g, '')).toBe(`1${text}x`.replaceAll(/["\n]/g, ''));
});
