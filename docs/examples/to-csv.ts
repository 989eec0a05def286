/**
 * The lines of rows as CSV (RFC 4180), with what spreadsheets would run made harmless.
 *
 * A text that begins with `=`, `+`, `-`, `@`, a tab or a carriage return is a formula to a spreadsheet, so it gets an
 * apostrophe (OWASP, CSV injection). Numbers keep their sign.
 */
export function toCsv(rows: readonly (readonly unknown[])[]): string {
  return rows.map((row) => `${row.map(cellOf).join(',')}\n`).join('');
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
