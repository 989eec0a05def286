/** A sign that begins a formula, where a cell may begin for any reader, and what readers drop before it. */
const FORMULA = /(^|[;,"\t\r\n])((?:(?![\t\r\n])[\p{Z}\p{C}])*[=+\-@＝＋－＠])/gu;

/** Intervals such as `[-20, -10)` and other figures name no function and no cell. */
const FIGURES = /^[\d[(](?:[\d.,∞) -]|(?<=\d)e[-+]?(?=\d))*$/;

/**
 * The lines of rows as CSV (RFC 4180), with what spreadsheets would run made harmless.
 *
 * A text that begins with `=`, `+`, `-`, `@`, one of these in full width, a tab or a line break is a formula to a
 * spreadsheet, so it gets an apostrophe (OWASP, CSV injection). A reader with another list separator, such as the
 * semicolon in much of Europe, finds cells inside a text: there each gets its own, `x;=1` becomes `x;'=1`, and `a, -b`
 * becomes `a,' -b`, which is the price. Numbers keep their sign.
 */
export function toCsv(rows: readonly (readonly unknown[])[]): string {
  return rows.map((row) => `${row.map(cellOf).join(',')}\n`).join('');
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  const text = FIGURES.test(value) ? value : value.replace(/^(?=[\t\r\n])/, "'").replaceAll(FORMULA, "$1'$2");
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
