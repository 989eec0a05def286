import { expect, test } from 'vitest';
import { kernelOf } from '../../src/core/kernel.ts';
import { nullable } from '../../src/core/nullable.ts';
import { redact } from '../../src/suppression/index.ts';

test.each([['likes tea'], [''], [0], [false], [Number.NaN], [7n], [{ a: 1 }], [[]]])(
  '%o becomes the label',
  (value) => {
    expect(redact()(value)).toBe('[redacted]');
    expect(redact({ label: '–' })(value)).toBe('–');
  },
);
test('the label may be empty', () => {
  expect(redact({ label: '' })('likes tea')).toBe('');
});
test.each([null, undefined])('%s is refused bare, and passes under nullable', (missing) => {
  const error = { code: 'ERR_INPUT', message: 'redact: value is missing' };
  expect(() => redact()(missing as never)).toThrow(expect.objectContaining(error));
  const note: (value: string | null | undefined) => string | null | undefined = nullable(redact());
  expect(note(missing)).toBe(missing);
  expect(note('likes tea')).toBe('[redacted]');
});
test('the facts name the label', () => {
  expect(redact({ label: '–' }).facts).toStrictEqual({
    name: 'redact',
    technique: 'suppression',
    reversible: 'never',
    linkable: false,
    deterministic: true,
    parameters: { label: '–' },
  });
});
test('the loops write their range, and nothing beside it', () => {
  const kernel = kernelOf(redact());
  const from = ['a', 'b', 'c', 'd'];
  const to = ['w', 'x', 'y', 'z'];
  kernel?.values(from, to, 1, 3);
  expect(to).toStrictEqual(['w', '[redacted]', '[redacted]', 'z']);
  const rows = ['w', 'x', 'y', 'z'].map((note) => ({ note, plan: 'gold' }));
  kernel?.rows(
    from.map((note) => ({ note })),
    rows,
    'note',
    1,
    2,
  );
  expect(rows.map(({ note }) => note)).toStrictEqual(['w', '[redacted]', 'y', 'z']);
  expect(rows.every(({ plan }) => plan === 'gold')).toBe(true);
});
test.each([null, undefined])('the loops refuse %s as the transform does', (missing) => {
  const kernel = kernelOf(redact());
  const error = expect.objectContaining({ code: 'ERR_INPUT', message: 'redact: value is missing' });
  expect(() => kernel?.values(['a', missing], [], 0, 2)).toThrow(error);
  expect(() => kernel?.rows([{ note: 'a' }, { note: missing }], [{}, {}], 'note', 0, 2)).toThrow(error);
});
