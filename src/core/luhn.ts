/**
 * Luhn's sum modulo 10: from the right, every second digit is doubled and counts by its own digits. 0 means that the
 * check digit is right.
 *
 * @source ISO/IEC 7812-1, annex B.
 */
export function luhnSum(digits: readonly number[]): number {
  const sum = digits.reduceRight((before, digit, at) => {
    const doubled = (digits.length - at) % 2 === 0;
    return before + (doubled ? 2 * digit - (digit > 4 ? 9 : 0) : digit);
  }, 0);
  return sum % 10;
}
