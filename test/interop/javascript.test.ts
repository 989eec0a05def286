import { describe, expect, test } from 'vitest';
import * as nodeCrypto from './node-crypto.ts';
import { fresh, hashes, published, type Question } from './questions.ts';
import * as webCrypto from './web-crypto.ts';

interface Opened {
  readonly type: number;
  readonly payload: Uint8Array;
}
interface Snippet {
  openField(root: Uint8Array, token: string, context: readonly string[]): Opened | Promise<Opened>;
  pseudonym(root: Uint8Array, domain: string, id: string): string | Promise<string>;
  blindIndex(root: Uint8Array, domain: string, bits: number, value: string): string | Promise<string>;
}
const snippets: readonly (readonly [string, Snippet])[] = [
  ['node:crypto', nodeCrypto],
  ['WebCrypto', webCrypto],
];

async function answerOf(snippet: Snippet, { verb, root, fields }: Question): Promise<string> {
  const [first = '', ...rest] = fields.map(String);
  if (verb === 'pseudonym') return snippet.pseudonym(root, first, rest[0] ?? '');
  if (verb === 'index') return snippet.blindIndex(root, first, Number(rest[0]), rest[1] ?? '');
  try {
    const { type, payload } = await snippet.openField(root, first, rest);
    return Buffer.from([type, ...payload]).toString('hex');
  } catch {
    return 'refused';
  }
}

describe.each(snippets)('%s alone', (_, snippet) => {
  const suites = ['xaes-256-gcm', 'aes-256-gcm'] as const;
  test.each([
    ['opens what is published, and refuses what was altered', published(...suites)],
    ['opens what Voile has just made', fresh(...suites)],
    ['makes the same pseudonyms and indexes', hashes()],
  ])('%s', async (_, questions) => {
    const answers = await Promise.all(questions.map((question) => answerOf(snippet, question)));
    expect(answers).toEqual(questions.map(({ answer }) => answer));
    expect(answers.length).toBeGreaterThan(50);
  });
});
