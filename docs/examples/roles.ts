/** What a column seems to hold, which decides what becomes of it. */
export type Role =
  | 'name'
  | 'email'
  | 'phone'
  | 'address'
  | 'identifier'
  | 'birth date'
  | 'date'
  | 'age'
  | 'postcode'
  | 'ip'
  | 'number'
  | 'category'
  | 'free text'
  | 'unknown';

/** A guess and why. */
export interface Guess {
  readonly column: string;
  readonly role: Role;
  readonly because: string;
}

/** Names of columns, English and French, without case and accents; the first that fits counts. */
const NAMED: readonly (readonly [Role, RegExp])[] = [
  ['email', /\b(e ?mail|mail|courriel|mel)\b/],
  ['ip', /\bip\b/],
  ['birth date', /\b(birth ?(date|day)?|dob|born|naissance|ne le)\b/],
  ['phone', /\b(phone|telephone|tel|mobile|cell|portable|fax|gsm)\b/],
  ['postcode', /\b(post ?code|code ?postal|postal|zip|zip ?code|cp)\b/],
  [
    'identifier',
    /\b(id|ident|identifier|identifiant|ssn|nir|iban|bic|card|carte|passport|passeport|licen[cs]e|login|user|username|pseudo|uuid|token|password)\b/,
  ],
  ['address', /\b(street|address|adresse|rue|voie|city|town|ville|commune|latitude|longitude|lat|lon|lng|gps)\b/],
  ['name', /\b(name|nom|prenom|surname|first ?name|last ?name|full ?name)\b/],
  [
    'free text',
    /\b(note|notes|comment|comments|commentaire|commentaires|remark|remarks|remarque|message|description)\b/,
  ],
  ['age', /\bage\b/],
];

/** Shapes of values; half of the cells in one of the first three make the column what it is, whatever its name. */
const SHAPED: readonly (readonly [Role, RegExp, number])[] = [
  ['email', /^[^\s@]+@[^\s@]+$/, 0.5],
  ['ip', /^(\d{1,3}(\.\d{1,3}){3}|[\da-f:]*:[\da-f]*:[\da-f:.]*)$/i, 0.5],
  ['date', /^\d{4}-\d{2}-\d{2}([T ].*)?$/, 0.95],
  ['phone', /^(\+|0)(?=(\D*\d){8,14}$)[\d ().-]+$/, 0.5],
  ['number', /^[+-]?\d+([.,]\d+)?$/, 0.95],
];

/** Two words or more that begin with capitals: Ada Lovelace, but New York too. */
const PERSON = /^\p{Lu}[\p{L}'’.-]*(\s+\p{Lu}[\p{L}'’.-]*)+$/u;

/** What the values must look like for a role that reads them; a column of that name but other values is unknown. */
const NEEDS: { readonly [R in Role]?: Role } = { 'birth date': 'date', age: 'number', ip: 'ip' };

/** Guesses what each column holds from its name and some rows; where nothing fits it is unknown, and does not leave. */
export function guessRoles(header: readonly string[], rows: readonly (readonly string[])[]): Guess[] {
  return header.map((column, i) => {
    const cells = rows.map((row) => (row[i] as string).trim()).filter((cell) => cell !== '');
    return { column, ...guess(column, cells) };
  });
}

function guess(column: string, cells: readonly string[]): Omit<Guess, 'column'> {
  if (cells.length === 0) return { role: 'unknown', because: 'it is empty in the rows looked at' };
  const shape = SHAPED.find(
    ([, pattern, share]) => cells.filter((cell) => pattern.test(cell)).length >= share * cells.length,
  )?.[0];
  if (shape === 'email' || shape === 'phone') return { role: shape, because: 'its values look like it' };
  const named = NAMED.find(([, pattern]) => pattern.test(wordsOf(column)))?.[0];
  if (named !== undefined) {
    const needed = NEEDS[named];
    if (needed === undefined || needed === shape) return { role: named, because: 'its name says so' };
    return { role: 'unknown', because: `named like ${named}, but its values do not look like it` };
  }
  if (shape === 'ip' || shape === 'date') return { role: shape, because: 'its values look like it' };
  if (cells.filter((cell) => PERSON.test(cell)).length >= cells.length / 2) {
    return { role: 'unknown', because: 'its values may be names of people' };
  }
  const counts = countsOf(cells);
  const often = [...counts.values()].filter((count) => count >= OFTEN).length;
  if (counts.size <= 30 && often > 0 && counts.size - often <= often) {
    return { role: 'category', because: `${counts.size} values in ${cells.length} cells` };
  }
  if (shape === 'number') {
    if (cells.every((cell) => /^\d{8,}$/.test(cell)) || isSequence(cells)) {
      return { role: 'identifier', because: 'a running or long number in each row' };
    }
    return { role: 'number', because: 'its values are numbers' };
  }
  if (cells.some((cell) => cell.split(/\s+/).length > 4)) return { role: 'free text', because: 'long texts' };
  return { role: 'unknown', because: 'nothing known fits; it may name people' };
}

/** A category is released only where it was seen this often. */
export const OFTEN = 5;

/** How often each value occurs. */
export function countsOf(cells: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const cell of cells) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  return counts;
}

/** Most cells are their predecessor plus one. */
function isSequence(cells: readonly string[]): boolean {
  const steps = cells.filter((cell, i) => Number(cell) - Number(cells[i - 1]) === 1).length;
  return cells.length > 2 && steps >= (cells.length - 1) / 2;
}

/** `birthDate`, `BIRTH_DATE` and `Date de Naissance` in words of lower case without accents. */
function wordsOf(column: string): string {
  return column
    .replaceAll(/([a-zà-ÿ])([A-Z])/g, '$1 $2')
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, ' ')
    .trim();
}
