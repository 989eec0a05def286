import { describe, expect, test } from 'vitest';
import { formOf } from '../../src/pseudonymisation/form.ts';

const [nfc, email] = (['nfc', 'email'] as const).map((name) => formOf('f', name).apply) as [
  (text: string) => string | undefined,
  (text: string) => string | undefined,
];

test('names and versions, which stand in the facts of what was made with them', () => {
  const all = (['exact', 'nfc', 'email'] as const).map((name) => formOf('f', name));
  expect(all.map(({ name, version }) => [name, version])).toStrictEqual([
    ['exact', 1],
    ['nfc', 1],
    ['email', 1],
  ]);
});

describe('email', () => {
  test.each([
    ['Ada@Example.org', 'ada@example.org'],
    ['  ada@example.org\n', 'ada@example.org'],
    ['\ufeff\u00a0ada@example.org\u3000', 'ada@example.org'],
    ['A.d.a+news@Example.ORG', 'a.d.a+news@example.org'], // neither dots nor a tag are folded
    ['Zoe\u0308@exemple.fr', 'zoë@exemple.fr'],
    ['J\u030c@x', '\u01f0@x'], // composed in lower case alone
    ['İ@x', 'i\u0307@x'],
    ['ΑΣ@x', 'ας@x'],
    ['ß@x', 'ß@x'],
  ])('%j is %j', (text, form) => {
    expect(email(text)).toBe(form);
  });
  test.each(['', ' ', '@', 'ada', 'ada@', '@example.org', 'ada@ ', 'a@b@c', 'a@@b', '"a@b"@c', 'ada\uff20example.org'])(
    '%j has none',
    (text) => {
      expect(email(text)).toBeUndefined();
    },
  );
  test.each([
    'a b@c',
    'a@b\u00a0c',
    '\u001fa@b',
    'a@b\0',
    'a\u0085@b',
    'a\u200b@b',
    'a\u00ad@b',
    'a@\u202eb',
    'a\ufe0f@b',
    'a@\ue000',
  ])('%j has none: what cannot be seen would give one address two forms', (text) => {
    expect(email(text)).toBeUndefined();
  });
  test('an international domain and its spelling in ASCII are two forms', () => {
    expect(email('a@bücher.example')).not.toBe(email('a@xn--bcher-kva.example'));
  });
});

test('forms are stable on every letter and mark of Unicode, and those of canonical equals are equal', () => {
  const unstable: number[] = [];
  const unseen: string[] = [];
  for (let code = 0; code <= 0x10ffff; code += 1) {
    const character = String.fromCodePoint(code);
    if (!/(?=[\p{L}\p{M}])[^\p{Script=Han}]/u.test(character)) continue;
    if (/\p{Default_Ignorable_Code_Point}/u.test(character)) {
      unseen.push(...[`x${character}@y`, `x@${character}y`].filter((text) => email(text) !== undefined));
      continue;
    }
    // the caron, the dot and the iota compose or reorder with what stands before them
    for (const text of [`x${character}@${character}\u030c`, `${character}\u0307\u0345@y`]) {
      const form = email(text);
      const again = [form, text.normalize('NFD'), text.normalize('NFC')].map((equal) => email(equal ?? ''));
      if (form === undefined || nfc(form) !== form || again.some((other) => other !== form)) unstable.push(code);
    }
  }
  expect(unstable.map((code) => code.toString(16))).toStrictEqual([]);
  expect(unseen).toStrictEqual([]);
});
