import { expect, test } from 'vitest';
import { recipe } from './recipe.ts';
import { ada, released as expected, odd, tells } from './sample.ts';

interface Recipe {
  batched(size: number): TransformStream<object, object[]>;
  released(): TransformStream<object[], object[]>;
  releasedFrom(batches: ReadableStream<object[]>): ReadableStream<object[]>;
  jsonLines(): TransformStream<object[], Uint8Array>;
}

/** The chunks that arrived, and what ended the stream. */
async function read<T>(stream: ReadableStream<T>): Promise<{ chunks: T[]; failure: unknown }> {
  const chunks: T[] = [];
  const reader = stream.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) chunks.push(next.value);
    return { chunks, failure: undefined };
  } catch (failure) {
    return { chunks, failure };
  }
}

recipe<Recipe>('web-streams', ({ batched, released, releasedFrom, jsonLines }) => {
  const rows = Array.from({ length: 5 }, (_, i) => ({ ...ada, note: i % 2 ? null : ada.note }));
  const out = rows.map(({ note }) => ({ ...expected, note: note && expected.note }));
  const singles = (last: object[] = []): ReadableStream<object> => ReadableStream.from([...rows, ...last]);

  test('single rows are gathered, released, and none is lost at the end', async () => {
    const { chunks, failure } = await read(singles().pipeThrough(batched(2)).pipeThrough(released()));
    expect(failure).toBeUndefined();
    expect(chunks).toEqual([out.slice(0, 2), out.slice(2, 4), out.slice(4)]);
  });
  test('both ways to release are the same', async () => {
    expect(await read(releasedFrom(singles().pipeThrough(batched(2))))).toEqual(
      await read(singles().pipeThrough(batched(2)).pipeThrough(released())),
    );
  });
  test('a batch with a row that does not fit leaves no part of it', async () => {
    const one = await read(singles([odd, ada]).pipeThrough(batched(4)).pipeThrough(released()));
    const two = await read(releasedFrom(singles([odd, ada]).pipeThrough(batched(4))));
    expect([one.chunks, two.chunks]).toEqual([[out.slice(0, 4)], [out.slice(0, 4)]]);
    expect(one.failure).toMatchObject({ code: 'ERR_INPUT', details: { field: 'postcode', index: 1 } });
    expect(two.failure).toMatchObject({ code: 'ERR_INPUT', details: { field: 'postcode', index: 5 } });
    expect(tells(`${one.failure} ${two.failure}`)).toBe(false);
  });
  test('a response of JSON lines has whole lines', async () => {
    const body = singles().pipeThrough(batched(2)).pipeThrough(released()).pipeThrough(jsonLines());
    const text = await new Response(body).text();
    expect(text.endsWith('\n')).toBe(true);
    expect(
      text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual(out);
  });
  test('a reader that stops early stops the source', async () => {
    let cancelled = false;
    const source = new ReadableStream<object[]>({
      pull: (to) => to.enqueue([ada]),
      cancel: () => {
        cancelled = true;
      },
    });
    const reader = releasedFrom(source).getReader();
    expect((await reader.read()).value).toEqual([expected]);
    await reader.cancel();
    expect(cancelled).toBe(true);
  });
});
