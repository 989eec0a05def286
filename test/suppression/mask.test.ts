import { afterEach, expect, test, vi } from 'vitest';
import { mask } from '../../src/suppression/index.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

test.each([
  [{}, 'Ada', '***'],
  [{ keepStart: 1 }, 'Ada', 'A**'],
  [{ keepEnd: 4 }, 'FR7630006000011234567890189', '***********************0189'],
  [{ keepStart: 1, keepEnd: 1 }, 'Ada', 'A*a'],
  [{ keepStart: 1, keepEnd: 2 }, 'Ada', '***'], // as long as what is kept
  [{ keepStart: 255, keepEnd: 255 }, 'Ada', '***'],
  [{ char: '•' }, 'Ada', '•••'],
  [{ char: '👁️', keepEnd: 1 }, 'Ada', '👁️👁️a'],
  [{ fixedLength: 1 }, 'Ada', '*'],
  [{ fixedLength: 255 }, 'Ada', '*'.repeat(255)],
  [{ fixedLength: 5, keepStart: 1, keepEnd: 1 }, 'Ada', 'A*****a'],
  [{ fixedLength: 5, keepStart: 2, keepEnd: 1 }, 'Ada', '*****'],
] as const)('the ends: %o of %s is %s', (parameters, text, masked) => {
  expect(mask(parameters)(text)).toBe(masked);
});
test.each([
  [{}, '*'],
  [{ keepEnd: 2 }, '*'],
  [{ fixedLength: 3 }, '***'],
  [{ shape: 'email' }, '*'],
  [{ only: 'digits' }, ''],
] as const)('the empty text, by %o, is %s', (parameters, masked) => {
  expect(mask(parameters)('')).toBe(masked);
});
test.each([
  [{ keepStart: 1, keepEnd: 1 }, '👨‍👩‍👧 Zoe\u0308 🇫🇷', '👨‍👩‍👧*****🇫🇷'],
  [{ keepEnd: 1 }, 'a\r\n', '*\r\n'],
  [{ keepStart: 2 }, 'Zoë', 'Zo*'],
  [{ keepStart: 1 }, '\ud83d\ud83d\ude00', '\ud83d*'], // a lone surrogate is a unit
  [{}, '\ude00\ud83d', '**'],
  [{ only: 'letters' }, 'e\u0301 1\ufe0f\u20e3 😀', '* 1\ufe0f\u20e3 😀'],
  [{ only: 'digits' }, 'e\u0301 1\ufe0f\u20e3 😀', 'e\u0301 * 😀'],
] as const)('units are clusters: %o of %j is %j', (parameters, text, masked) => {
  expect(mask(parameters)(text)).toBe(masked);
});
test.each([
  [{ only: 'digits', keepEnd: 2 }, 'Room 12, call 0123-45', 'Room **, call ****-45'],
  [{ only: 'digits', keepStart: 1, keepEnd: 1 }, '1a2b3', '1a*b3'],
  [{ only: 'digits', keepStart: 1, keepEnd: 2 }, '1a2b3', '*a*b*'], // no more digits than are kept
  [{ only: 'digits' }, '٣ ५ ５ ² ½ Ⅳ', '* * * * * *'],
  [{ only: 'letters' }, 'Zoë 王 Жª-7', '*** * **-7'],
  [{ only: 'letters' }, '\u0301', '*'], // a mark on nothing
  [{ only: 'alphanumeric', char: 'x' }, 'Flat 4-B?', 'xxxx x-x?'],
  [{ only: 'digits' }, 'no digit', 'no digit'],
] as const)('a class: %o of %s is %s', (parameters, text, masked) => {
  expect(mask(parameters)(text)).toBe(masked);
});
test.each([
  ['ada@mail.example.org', '***@************.org'],
  ['Žoë@example.FR', '***@*******.FR'],
  ['a@b.info', '*@*.info'],
  ['a@b.museum', '**********'], // a long last label may name a company
  ['a@b.x', '*****'],
  ['a@b.c0m', '*******'],
  ['a@b.\u212aom', '*******'], // the Kelvin sign is not a letter k
  ['a@b', '***'],
  ['@b.com', '******'],
  ['a@.com', '******'],
  ['a@b@c.com', '*********'],
  ['"a b"@c.com', '***********'],
  ['a@b.com\n', '********'],
  ['Ada <a@b.com>', '*************'],
])('the e-mail address %j is %s', (text, masked) => {
  expect(mask({ shape: 'email' })(text)).toBe(masked);
});
test.each([
  ['+33 6 12 34 56 78', '***************78'],
  ['(020) 7946-0958', '*************58'],
  ['+(44) 20/7946.0958', '****************58'],
  ['1234567', '*****67'],
  ['123456', '******'],
  ['123456789012345', '*************45'],
  ['1234567890123456', '****************'],
  ['0123 4567 ext 8', '***************'],
  ['0123456 7 8', '***********'], // the last two digits do not stand together
  ['٠١٢٣٤٥٦٧', '********'],
  ['0123    4567', '************'], // four spaces
  ['01234567 ', '*********'],
])('the telephone number %s is %s', (text, masked) => {
  expect(mask({ shape: 'phone' })(text)).toBe(masked);
});
test.each([
  ['4111111111111111', '************1111'],
  ['4111 1111 1111 1111', '***************1111'],
  ['3782-822463-10005', '*************0005'],
  ['123456789012', '********9012'],
  ['12345678901', '***********'],
  ['1234567890123456789', '***************6789'],
  ['12345678901234567890', '********************'],
  ['4111  1111 1111 1111', '********************'],
  ['4111 1111 1111 11 11', '********************'],
  ['4111111111111111 ', '*****************'],
  ['x4111111111111111', '*****************'],
])('the card number %s is %s', (text, masked) => {
  expect(mask({ shape: 'card' })(text)).toBe(masked);
});
test('fixedLength holds for each masked part of a shape', () => {
  expect(mask({ shape: 'email', fixedLength: 3 })('ada@mail.example.org')).toBe('***@***.org');
  expect(mask({ shape: 'email', fixedLength: 3 })('not an address')).toBe('***');
  expect(mask({ shape: 'card', fixedLength: 4, char: '#' })('4111 1111 1111 1111')).toBe('####1111');
});
test.each([
  ['no parameters', undefined, 'never', false, { keepStart: 0, keepEnd: 0, char: '*' }],
  ['a fixed length', { fixedLength: 3 }, 'never', false, { keepStart: 0, keepEnd: 0, char: '*', fixedLength: 3 }],
  ['one at the start', { keepStart: 1 }, 'partly', false, { keepStart: 1, keepEnd: 0, char: '*' }],
  ['one at each end', { keepStart: 1, keepEnd: 1 }, 'partly', false, { keepStart: 1, keepEnd: 1, char: '*' }],
  ['three', { keepStart: 1, keepEnd: 2 }, 'partly', true, { keepStart: 1, keepEnd: 2, char: '*' }],
  ['a class', { only: 'digits' }, 'partly', true, { keepStart: 0, keepEnd: 0, char: '*', only: 'digits' }],
  ['email', { shape: 'email' }, 'partly', false, { keepStart: 0, keepEnd: 0, char: '*', shape: 'email' }],
  ['phone', { shape: 'phone' }, 'partly', false, { keepStart: 0, keepEnd: 0, char: '*', shape: 'phone' }],
  ['card', { shape: 'card', char: 'x' }, 'partly', true, { keepStart: 0, keepEnd: 0, char: 'x', shape: 'card' }],
] as const)('the facts of %s', (_, parameters, reversible, linkable, said) => {
  expect(mask(parameters).facts).toStrictEqual({
    name: 'mask',
    technique: 'suppression',
    reversible,
    linkable,
    deterministic: true,
    parameters: said,
  });
});
test('partly is not too weak: of a card number without its check digit there is one', () => {
  const hide = mask({ keepStart: 15 });
  const valid = Array.from({ length: 10 }, (_, last) => `411111111111111${last}`).filter(luhn);
  expect(valid).toStrictEqual(['4111111111111111']);
  expect(valid.map(hide)).toStrictEqual(['411111111111111*']);
});
test('parts of two forms together do not compile and are refused', () => {
  const refused = expect.objectContaining({ code: 'ERR_PARAMETER' });
  // @ts-expect-error [2345] a shape says itself what stays
  expect(() => mask({ shape: 'card', keepEnd: 4 })).toThrow(refused);
  // @ts-expect-error [2345] a shape says itself what stays
  expect(() => mask({ shape: 'card', keepStart: 4 })).toThrow(refused);
  // @ts-expect-error [2345] a class is another form
  expect(() => mask({ shape: 'card', only: 'digits' })).toThrow(refused);
  // @ts-expect-error [2345] what passes between the masked units tells the length
  expect(() => mask({ only: 'digits', fixedLength: 3 })).toThrow(refused);
});
test.each([null, undefined, 7, 7n, Number.NaN, ['a'], Object('a')])('%o is refused, not quoted', (value) => {
  const error = { code: 'ERR_INPUT', message: 'mask: value is not a string' };
  for (const parameters of [{}, { only: 'digits' }, { shape: 'card' }] as const) {
    expect(() => mask(parameters)(value as never)).toThrow(expect.objectContaining(error));
  }
});
test('without a segmenter simple texts are masked and others refused', () => {
  vi.stubGlobal('Intl', undefined);
  expect(mask({ keepStart: 1 })('Žoë')).toBe('Ž**');
  const error = {
    code: 'ERR_INPUT',
    message: 'mask: this text needs Intl.Segmenter, which the runtime lacks',
    details: {},
  };
  for (const parameters of [{ keepStart: 1 }, { only: 'letters' }, { shape: 'card' }] as const) {
    expect(() => mask(parameters)('👨‍👩‍👧')).toThrow(expect.objectContaining(error));
  }
  expect(() => mask({ shape: 'email' })('👨‍👩‍👧@b.com')).toThrow(expect.objectContaining(error));
  expect(mask({ keepStart: 1 })('')).toBe('*');
});

function luhn(number: string): boolean {
  const sum = Array.from(number, Number).reduceRight((total, digit, i) => {
    const doubled = (number.length - i) % 2 === 0 ? 2 * digit : digit;
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}
