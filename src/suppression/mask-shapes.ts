/**
 * The presets of `mask`: the groups are, in turn, masked and kept, and nothing is outside a group.
 *
 * Each takes time linear in the text: no two neighbours can match the same character, or the count is bounded.
 */
export const SHAPES: { readonly email: RegExp; readonly phone: RegExp; readonly card: RegExp } = {
  // `@`, the last dot, and the label behind it where it has two to four letters
  email: /^([^@\s]+)(@)([^@\s]+)(\.[a-zA-Z]{2,4})$/,
  // the last two of 7 to 15 digits (E.164 has at most 15)
  phone: /^([+(]*(?:\d[\s()./-]{0,3}){5,13})(\d\d)$/,
  // the last four of 12 to 19 digits (ISO/IEC 7812)
  card: /^((?:\d[ -]?){8,15})(\d{4})$/,
};
