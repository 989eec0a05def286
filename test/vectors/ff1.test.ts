import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { hexDecode } from '../../src/core/base.ts';
import { SecretKey } from '../../src/core/keys.ts';
import { ff1 } from '../../src/encryption/ff1.ts';
import { permute } from '../../src/encryption/fpe.ts';

interface Sample {
  readonly key: string;
  readonly radix: number;
  readonly alphabet: string;
  readonly tweak: string;
  readonly pt: string;
  readonly ct: string;
}
interface Case {
  readonly flags: readonly string[];
  readonly key: string;
  readonly tweak: string;
  readonly msg: number[];
  readonly ct: number[];
  readonly result: 'valid' | 'invalid';
}

const folder = '../shared/vectors';
const read = <T>(name: string): T => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as T;

// The keys of 128 and 192 bits and the raw tweaks are out of reach of the public functions: the inner one is tested.
describe.skipIf(!existsSync(folder))('vectors of FF1 (skipped without ../shared/vectors)', () => {
  test('NIST SP 800-38G: 9 samples', () => {
    const { vectors } = read<{ readonly vectors: readonly Sample[] }>('nist_ff1_samples.json');
    const wrong = vectors.filter(({ key, radix, alphabet, tweak, pt, ct }) => {
      const run = (direction: 'encrypt' | 'decrypt', text: string): string =>
        permute(
          direction,
          hexDecode(key.toLowerCase()),
          radix,
          hexDecode(tweak.toLowerCase()),
          Array.from(text, (letter) => alphabet.indexOf(letter)),
        )
          .map((digit) => alphabet[digit])
          .join('');
      return run('encrypt', pt) !== ct || run('decrypt', ct) !== pt;
    });
    console.log(`NIST FF1: ${vectors.length} samples ran both ways`);
    expect(vectors.length).toBe(9);
    expect(wrong).toStrictEqual([]);
  });

  test('Wycheproof aes_ff1_radix10: 3,845 cases', () => {
    const { testGroups } = read<{ readonly testGroups: readonly { readonly tests: readonly Case[] }[] }>(
      'wycheproof_aes_ff1_radix10_test.json',
    );
    const ran = { valid: 0, invalid: 0, small: 0 };
    const wrong: object[] = [];
    const publicly = ff1({ key: SecretKey.generate(), alphabet: 'digits', tweak: ['vectors'] });
    for (const one of testGroups.flatMap(({ tests }) => tests)) {
      ran[one.result] += 1;
      const run = (direction: 'encrypt' | 'decrypt', digits: number[]): string => {
        try {
          return permute(direction, hexDecode(one.key), 10, hexDecode(one.tweak), digits).join();
        } catch {
          return 'refused';
        }
      };
      const right =
        one.result === 'valid'
          ? run('encrypt', one.msg) === one.ct.join() && run('decrypt', one.ct) === one.msg.join()
          : run('encrypt', one.msg) === 'refused';
      if (!right) wrong.push(one);
      if (one.result === 'valid' && one.msg.length < 6) {
        ran.small += 1;
        const error = expect.objectContaining({ code: 'ERR_DOMAIN_TOO_SMALL' });
        expect(() => publicly(one.msg.join(''))).toThrow(error);
        expect(() => publicly.decrypt(one.ct.join(''))).toThrow(error);
      }
    }
    console.log(
      `Wycheproof FF1: ${ran.valid} valid cases ran both ways, ${ran.invalid} were refused; ` +
        `${ran.small} of the valid ones are below a million values, and refused by the public functions`,
    );
    expect(ran).toStrictEqual({ valid: 3_312, invalid: 533, small: 12 });
    expect(wrong).toStrictEqual([]);
  });
});
