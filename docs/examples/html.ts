/** HTML that is safe to insert as it is. */
export interface Html {
  readonly html: string;
}

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => SIGNS[sign] ?? '');

/** A template in which every text is escaped, for content and for quoted attributes; only {@link Html} passes as it is. */
export function html(
  parts: TemplateStringsArray,
  ...values: readonly (string | number | Html | readonly Html[])[]
): Html {
  const insert = (value: (typeof values)[number] | undefined): string => {
    if (value === undefined) return '';
    if (typeof value === 'string' || typeof value === 'number') return escaped(String(value));
    return 'html' in value ? value.html : value.map((one) => one.html).join('');
  };
  return { html: parts.map((part, i) => part + insert(values[i])).join('') };
}
