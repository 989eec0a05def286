import { Readable, Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { recipe } from './recipe.ts';
import { ada, odd, released, tells } from './sample.ts';

interface Recipe {
  releaseLines(from: Readable, to: Writable): Promise<void>;
}

recipe<Recipe>('node-streams', ({ releaseLines }) => {
  const run = async (text: string, chunk: number): Promise<{ out: object[]; failure: unknown }> => {
    const bytes = Buffer.from(text);
    const chunks = Array.from({ length: Math.ceil(bytes.length / chunk) }, (_, i) => {
      return bytes.subarray(i * chunk, (i + 1) * chunk);
    });
    let written = '';
    const to = new Writable({
      write(part, _encoding, done) {
        written += part;
        done();
      },
    });
    const failure = await releaseLines(Readable.from(chunks, { objectMode: false }), to).catch((error) => error);
    expect(written === '' || written.endsWith('\n')).toBe(true);
    const lines = written.split('\n').filter((line) => line !== '');
    return { out: lines.map((line) => JSON.parse(line)), failure };
  };
  const text = (rows: readonly object[]): string => rows.map((row) => JSON.stringify(row)).join('\n');
  const rows = Array.from({ length: 40 }, (_, i) => ({
    ...ada,
    plan: 'g\u00F6ld \u{1F600}',
    note: i % 2 ? null : 'x',
  }));
  const out = rows.map(({ plan, note }) => ({ ...released, plan, note: note && '[redacted]' }));

  test.each([1, 7, 1_000, 1_000_000])('lines are whole however the file is cut: chunks of %s bytes', async (chunk) => {
    expect(await run(text(rows), chunk)).toEqual({ out, failure: undefined });
    expect(await run(`${text(rows)}\n`, chunk)).toEqual({ out, failure: undefined });
  });
  test.each([
    ['a row that does not fit', JSON.stringify(odd), { field: 'postcode', index: 40 }],
    ['a line that is no JSON', '{"name": Ada Lovelace}', {}],
    ['a line that is no object', '"Ada Lovelace"', { index: 40 }],
  ])('%s: no part of its batch leaves, and the error quotes nothing', async (_, line, details) => {
    const { out: left, failure } = await run(`${text(rows)}\n${line}\n${text(rows)}`, 1_500);
    expect(left.length).toBeGreaterThan(0);
    expect(left.length).toBeLessThan(40);
    expect(left).toEqual(out.slice(0, left.length));
    expect(failure).toMatchObject({ code: 'ERR_INPUT', details });
    expect(tells(String(failure) + JSON.stringify(failure))).toBe(false);
  });
  test('an error of the source ends the run', async () => {
    const from = Readable.from(
      (function* () {
        yield `${JSON.stringify(ada)}\n`;
        throw new Error('disk');
      })(),
      { objectMode: false },
    );
    await expect(releaseLines(from, new Writable({ write: (_part, _encoding, done) => done() }))).rejects.toThrow(
      'disk',
    );
  });
});
