import { expect, test } from 'vitest';

/** A factory, wrong parameters, and the message and the parameter that its error names. */
export type Refusal = readonly [make: (wrong: never) => unknown, wrong: unknown, message: string, parameter: string];

/** Each of the calls is refused with its own message and parameter, and with nothing that was given. */
export function refusesParameters(refusals: readonly Refusal[]): void {
  test.each(refusals)('%o: %o is refused: %s', (make, wrong, message, parameter) => {
    const details = expect.objectContaining({ parameter });
    expect(() => make(wrong as never)).toThrow(expect.objectContaining({ code: 'ERR_PARAMETER', message, details }));
  });
}

/** A function refuses what is no object of options and a name it does not know, and tells the names it knows. */
export function refusesOptions(
  name: string,
  make: (wrong: never) => unknown,
  fit: object,
  known: string,
  optional = false,
): void {
  const refused = (message: string, parameter: string): unknown =>
    expect.objectContaining({ code: 'ERR_PARAMETER', message: `${name}: ${message}`, details: { parameter } });
  test(`${name} refuses what is no object of options`, () => {
    for (const wrong of [null, 10, 10n, 'x', [], () => fit, ...(optional ? [] : [undefined])]) {
      expect(() => make(wrong as never)).toThrow(refused('parameters must be an object', 'parameters'));
    }
  });
  test(`${name} refuses a name it does not know`, () => {
    expect(() => make(fit as never)).not.toThrow();
    const typo = { ...fit, typo: undefined };
    expect(() => make(typo as never)).toThrow(refused(`typo is unknown, known are ${known}`, 'typo'));
    const data = { ...fit, 'ada@example.org': 1 };
    expect(() => make(data as never)).toThrow(refused(`a parameter is unknown, known are ${known}`, 'parameters'));
  });
}
