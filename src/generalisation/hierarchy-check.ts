import { PrivacyError } from '../errors.ts';

/** A leaf of an explicit hierarchy; all leaves of one hierarchy are of one type. */
export type Leaf = string | number | boolean;

/** What is given as rows: leaves, and the labels above each; rows of one length, nested. */
export function checkedRows(
  given: unknown,
  form: string,
): { readonly leaves: readonly Leaf[]; readonly groups: string[][] } {
  const rows: readonly unknown[] = Array.isArray(given) ? Array.from(given) : [];
  const length = Array.isArray(rows[0]) ? rows[0].length : 0;
  const uneven = rows.findIndex((row) => !Array.isArray(row) || row.length !== length);
  if (uneven >= 0) throw failed('must have rows of one length, leaves equally deep', form, { position: uneven });
  const leaves = checkedLeaves(
    rows.map((row) => (row as readonly unknown[])[0]),
    form,
  );
  const parents = Array.from({ length }, () => new Map<string, unknown>());
  const groups = rows.map((row, position) => {
    const labels = Array.from((row as readonly unknown[]).slice(1), (label, i) => {
      if (typeof label === 'string') return label;
      throw failed('must have texts for labels', form, { position, level: i + 1 });
    });
    for (const [i, label] of labels.entries()) {
      const above = labels[i + 1];
      const known = parents[i] as Map<string, unknown>; // as many as labels, and one more
      if (known.has(label) && known.get(label) !== above) {
        throw failed('must keep equal at the next level what is equal at one', form, { position, level: i + 2 });
      }
      known.set(label, above);
    }
    return labels;
  });
  return { leaves, groups };
}

/** Every leaf of one type and only once. */
export function checkedLeaves(list: unknown, parameter: string): readonly Leaf[] {
  const leaves: readonly unknown[] = Array.isArray(list) ? Array.from(list) : [];
  const seen = new Set<unknown>();
  const position = leaves.findIndex((leaf) => {
    const fits = typeof leaf === typeof leaves[0] && !seen.has(leaf) && isLeaf(leaf);
    seen.add(leaf);
    return !fits;
  });
  if (position >= 0 || leaves.length === 0) {
    const at = position < 0 ? {} : { position, level: 0 };
    throw failed(
      'must have leaves of one type, texts, finite numbers or booleans, at least one, each once',
      parameter,
      at,
    );
  }
  return leaves as readonly Leaf[];
}

function isLeaf(value: unknown): value is Leaf {
  return typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
}

/** The failure of a parameter, with the place in it. */
export function failed(rule: string, parameter: string, at: { position?: number; level?: number }): PrivacyError {
  return new PrivacyError('ERR_PARAMETER', `hierarchy: ${parameter} ${rule}`, { parameter, ...at });
}
