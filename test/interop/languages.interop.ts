import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { fresh, hashes, lineOf, published, type Question, toSeal } from './questions.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const temporary = mkdtempSync(join(tmpdir(), 'voile-interop-'));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1', GOTOOLCHAIN: 'local', LC_ALL: 'C.UTF-8' };
const python = process.env['INTEROP_PYTHON'] ?? 'python3';

function run(
  command: readonly string[],
  input = '',
): { readonly ok: boolean; readonly out: string; readonly told: string } {
  const [program = '', ...parameters] = command;
  const { status, stdout, stderr } = spawnSync(program, parameters, {
    input,
    env,
    cwd: here,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  return { ok: status === 0, out: stdout ?? '', told: stderr ?? '' };
}

interface Language {
  readonly name: string;
  /** Tells whether everything is there. */
  readonly needs: readonly string[];
  readonly compile?: readonly string[];
  readonly answer: readonly string[];
  readonly suites: readonly Parameters<typeof published>[number][];
  readonly seals: boolean;
}
const both = ['xaes-256-gcm', 'aes-256-gcm'] as const;
const languages: readonly Language[] = [
  {
    name: 'Python with the package cryptography',
    needs: [python, '-c', 'from cryptography.hazmat.primitives.ciphers.aead import AESSIV'],
    answer: [python, 'run.py'],
    suites: [...both, 'aes-256-siv'],
    seals: true,
  },
  {
    name: 'Go',
    needs: ['go', 'version'],
    compile: ['go', 'build', '-o', join(temporary, 'go-answers'), 'voile.go', 'run.go'],
    answer: [join(temporary, 'go-answers')],
    suites: both,
    seals: true,
  },
  {
    name: 'Java 17',
    needs: ['javac', '--release', '17', '--version'],
    compile: ['javac', '--release', '17', '-d', temporary, 'Voile.java', 'Run.java'],
    answer: ['java', '-cp', temporary, 'Run'],
    suites: both,
    seals: false,
  },
];

function answersOf(command: readonly string[], questions: readonly Question[]): string[] {
  const { ok, out, told } = run(command, questions.map((question) => `${lineOf(question)}\n`).join(''));
  expect(ok, told).toBe(true);
  return out
    .split('\n')
    .slice(0, -1)
    .map((answer) => (answer.startsWith('refused') ? 'refused' : answer));
}

/** Says in one line what is not compared. */
function absent(what: string): void {
  console.log(`interop: ${what} is not installed, nothing is compared`);
  test.skip(`${what}: not installed`);
}

for (const { name, needs, compile, answer, suites, seals } of languages) {
  if (!run(needs).ok) {
    absent(name);
    continue;
  }
  describe(name, () => {
    test('compiles', () => {
      const { ok, told } = compile ? run(compile) : { ok: true, told: '' };
      expect(ok, told).toBe(true);
    });
    test.each([
      ['opens what is published, and refuses what was altered', published(...suites)],
      ['opens what Voile has just made', fresh(...suites)],
      ['makes the same pseudonyms and indexes', hashes()],
    ])('%s', (_, questions) => {
      expect(answersOf(answer, questions)).toEqual(questions.map((question) => question.answer));
    });
    if (!seals) return;
    test('seals what Voile opens', () => {
      const questions = toSeal();
      const tokens = answersOf(answer, questions);
      expect(tokens.map((token, at) => questions[at]?.open(token))).toEqual(questions.map(({ value }) => value));
    });
  });
}

if (run(languages[0]?.needs ?? []).ok) {
  test('the public vectors are what their generator gives', () => {
    const { ok, out, told } = run([python, '../../docs/spec/vectors/generate.py', '--check']);
    expect({ ok, told, out }).toEqual({ ok: true, told: '', out: 'the same\n' });
  });
  test('the implementation behind it gives the samples of NIST and C2SP', () => {
    const { ok, out, told } = run([python, '../../docs/spec/vectors/check_standards.py']);
    expect({ ok, told, out }).toEqual({ ok: true, told: '', out: '9 samples of NIST, 2 of C2SP\n' });
  });
} else absent('the generator of the public vectors (Python)');

// a shell has no U+0000, and drops line breaks at the end
const inShell = (text: string): boolean => !text.includes('\0') && !text.endsWith('\n');

if (run(['bash', '-c', '. ./openssl.sh && test -n "$(derive 8 00 kid)"']).ok) {
  test('OpenSSL 3 in a shell makes the same pseudonyms, in hexadecimal, and indexes of whole digits', () => {
    const questions = hashes(20).filter(({ verb, fields }) => {
      return fields.every((field) => inShell(String(field))) && (verb !== 'index' || Number(fields[1]) % 4 === 0);
    });
    for (const { verb, root, fields, answer = '' } of questions) {
      const call = verb === 'index' ? 'blind_index' : verb;
      const parameters = [Buffer.from(root).toString('hex'), ...fields.map(String)];
      const { out, told } = run(['bash', '-c', `. ./openssl.sh; ${call} "$@"`, 'bash', ...parameters]);
      const expected = verb === 'index' ? answer : Buffer.from(answer, 'base64url').toString('hex');
      expect({ out: out.trim(), told }).toEqual({ out: expected, told: '' });
    }
  });
} else absent('OpenSSL 3 in a shell');
