/** A row as a store gives it: with a column that no type declares. */
export const ada = {
  name: 'Ada Lovelace',
  age: 36,
  postcode: '75011',
  note: 'calls at night',
  plan: 'gold',
  iban: 'FR7630006000011234567890189',
} as const;

/** What becomes of it in the recipes that take this row. */
export const released = { age: '[30, 40)', postcode: '75', note: '[redacted]', plan: 'gold' };

/** A row that fails, by its third column. */
export const odd = { ...ada, name: 'Alan Turing', postcode: 'SW1A 1AA' };

/** Whether a text holds anything of the rows that must not be seen. */
export const tells = (text: string): boolean => /Ada|Lovelace|Alan|Turing|75011|SW1A|FR76|night|\b36\b/.test(text);
