import { mask, redact } from '../../src/suppression/index.ts';
import { type Refusal, refusesOptions, refusesParameters } from '../refused-parameters.ts';

refusesOptions('mask', mask, { keepEnd: 4 }, 'keepStart, keepEnd, char, fixedLength, only, shape', true);
refusesOptions('redact', redact, { label: '-' }, 'label', true);

const count = (name: string): string => `mask: ${name} must be a whole number from 0 to 255`;
const form = 'mask: shape must stand without only, keepStart, keepEnd';
const char = 'mask: char must be one grapheme cluster that stays one beside another, as far as the runtime can tell';
const wholes = [-1, 256, 0.5, Number.NaN, Infinity, '1', null, 1n, Symbol('1')];

refusesParameters([
  ...wholes.flatMap((n): Refusal[] => [
    [mask, { keepStart: n }, count('keepStart'), 'keepStart'],
    [mask, { keepEnd: n }, count('keepEnd'), 'keepEnd'],
    [mask, { fixedLength: n }, 'mask: fixedLength must be a whole number from 1 to 255', 'fixedLength'],
  ]),
  ...[0, -0].map(
    (n): Refusal => [mask, { fixedLength: n }, 'mask: fixedLength must be a whole number from 1 to 255', 'fixedLength'],
  ),
  ...['', 'ab', 7, null, '\ud83d', '\ude00', '🇫', '\u0301', 'e\u0301f', '\r\n\n', ['*']].map(
    (wrong): Refusal => [mask, { char: wrong }, char, 'char'],
  ),
  ...['', 'Digits', 'toString', '__proto__', 'card', null, 0, ['digits'], Symbol('digits')].map(
    (only): Refusal => [mask, { only }, 'mask: only must be one of digits, letters, alphanumeric', 'only'],
  ),
  ...['', 'Card', 'mail', 'toString', '__proto__', 'digits', null, 0, ['card']].map(
    (shape): Refusal => [mask, { shape }, 'mask: shape must be one of email, phone, card', 'shape'],
  ),
  [mask, { only: 'digits', fixedLength: 3 }, 'mask: fixedLength must stand without only', 'fixedLength'],
  [mask, { shape: 'card', only: 'digits' }, form, 'shape'],
  [mask, { shape: 'card', keepStart: 4 }, form, 'shape'],
  [mask, { shape: 'card', keepEnd: 4 }, form, 'shape'],
  [redact, { label: 7 }, 'redact: label must be a string', 'label'],
  [redact, { label: null }, 'redact: label must be a string', 'label'],
]);
