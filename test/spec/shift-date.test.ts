import { describe, expect, test } from 'vitest';
import { shiftDate } from '../../src/perturbation/shift-date.ts';
import { engines, keyOf, vectors } from './vectors.ts';

interface Shifted {
  readonly name: string;
  readonly root: string;
  readonly subject: { readonly text?: string; readonly integer?: string };
  readonly domain: string;
  readonly days: readonly [number, number];
  readonly shift: number;
  readonly value: string;
  readonly shifted: string;
}
const { dates } = vectors<{ dates: Shifted[] }>('shift-date');
const DAY = 86_400_000;

describe.each(engines)('%s engine', (engine) => {
  test.each(dates)('$name', ({ root, subject, domain, days, shift, value, shifted }) => {
    const parameters = { key: keyOf(root), subject: 'who', days, domain, engine } as const;
    const who = subject.text ?? BigInt(subject.integer ?? '');
    expect(shiftDate<'who', string>(parameters)(value, { who })).toBe(shifted);
    expect(shiftDate<'who', number>(parameters)(0, { who })).toBe(shift * DAY);
    expect(shiftDate<'who', Date>(parameters)(new Date(1), { who })).toEqual(new Date(1 + shift * DAY));
    if (Number.isSafeInteger(Number(who)) && typeof who === 'bigint') {
      expect(shiftDate<'who', string>(parameters)(value, { who: Number(who) })).toBe(shifted);
    }
  });
});
