import { Readable, Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { recipe } from './recipe.ts';

interface Recipe {
  releaseCsv(from: Readable, to: Writable): Promise<void>;
}

recipe<Recipe>('csv-parse', ({ releaseCsv }) => {
  const run = async (...lines: string[]): Promise<{ text: string; failure: unknown }> => {
    let text = '';
    const to = new Writable({
      write(chunk, _encoding, done) {
        text += chunk;
        done();
      },
    });
    const failure = await releaseCsv(Readable.from([Buffer.from(lines.join('\n'))]), to).catch((error) => error);
    return { text, failure };
  };
  const header = '\uFEFFname,income,postcode,joined,plan,iban';

  test('cells get their types, empty ones are missing, a column more does not leave', async () => {
    const { text, failure } = await run(
      header,
      'Ada Lovelace,52000,01234,2024-05-17,gold,FR76',
      '"Hopper, Grace", 61000 ,69002,,free,FR77',
      'Alan Turing,,,2023-01-01,"a ""b""",FR78',
    );
    expect(failure).toBeUndefined();
    expect(text).toBe(
      'income,postcode,joined,plan\n"[50000, 60000)",01,2024-Q2,gold\n"[60000, 70000)",69,,free\n,,2023-Q1,"a ""b"""\n',
    );
  });
  test('a column the file lacks is missing, and the first is found behind a byte order mark', async () => {
    expect((await run('\uFEFFpostcode,income', '75011,7')).text).toBe(
      'income,postcode,joined,plan\n"[0, 10000)",75,,\n',
    );
  });
  test.each([
    ['no number', 'x,abc,75011,2024-05-17,gold,y', 'income'],
    ['no date', 'x,1,75011,17.5.2024,gold,y', 'joined'],
    ['no postcode of five', 'x,1,1234,2024-05-17,gold,y', 'postcode'],
  ])('%s in the second batch: whole lines of the first, an error by row and field', async (_, line, field) => {
    const good = Array.from({ length: 1_499 }, (_, i) => `Ada,${i},75011,2024-05-17,gold,FR76`);
    const { text, failure } = await run(header, ...good, line, ...good);
    expect(failure).toMatchObject({ code: 'ERR_INPUT', details: { field, index: 1_499 } });
    const written = text.split('\n');
    expect(written.pop()).toBe('');
    for (const released of written.slice(1)) expect(released).toBe('"[0, 10000)",75,2024-Q2,gold');
    expect(written.length).toBeLessThanOrEqual(1_001);
  });
  test('what the page warns of is so: an error of the parser carries the record', async () => {
    const { failure } = await run(header, 'Ada Lovelace,1');
    expect(failure).toMatchObject({ code: 'CSV_RECORD_INCONSISTENT_COLUMNS', record: ['Ada Lovelace', '1'], lines: 2 });
  });
});
