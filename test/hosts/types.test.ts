import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { codeOf, installed, names, pages, programsOf } from './recipe.ts';

const folder = fileURLToPath(new URL('.', import.meta.url)).replaceAll('\\', '/');

/** What the compiler says of modules that exist in memory only, beside the packages, and of the tests themselves. */
function diagnosticsOf(modules: ReadonlyMap<string, string>): string[] {
  const { config } = ts.readConfigFile(`${folder}tsconfig.json`, ts.sys.readFile);
  const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists } = host;
  host.readFile = (path) => modules.get(path) ?? readFile(path);
  host.fileExists = (path) => modules.has(path) || fileExists(path);
  const program = ts.createProgram([...fileNames, ...modules.keys()], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ code, file, messageText }) => {
    return `${file?.fileName.slice(folder.length)}: ${code} ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
}

const moduleOf = (name: string): string => `${folder}recipe-of-${name}.ts`;
const undecided = (name: string, added: RegExp, by: string): [string, string] => {
  expect(codeOf(name)).toMatch(added);
  return [`${folder}undecided-in-${name}.ts`, codeOf(name).replace(added, by)];
};

describe.skipIf(!installed)('the types of the recipes (needs npm ci --prefix test/hosts)', () => {
  test('every page compiles, and a column added to schema or table does not until it is decided', () => {
    const modules = new Map([
      ...names.map((name) => [moduleOf(name), codeOf(name)] as const),
      ...pages
        .filter((name) => !names.includes(name))
        .flatMap((name) => programsOf(name).map((code, at) => [moduleOf(`${name}-${at}`), code] as const)),
      undecided('zod', /z\.object\(\{/, 'z.object({ added: z.string(),'),
      undecided('valibot', /v\.object\(\{/, 'v.object({ added: v.string(),'),
      ...['drizzle', 'drizzle-encryption'].map((name) =>
        undecided(name, /pgTable\('customers', \{/, "pgTable('customers', { added: text('added'),"),
      ),
      undecided('mongoose-encryption', /interface Stored .*\{/, 'interface Stored extends Customer { added: string;'),
    ]);
    const found = diagnosticsOf(modules);
    // a claim about an element of a list is run: that it may be missing (2532) is not said there
    const run = /^recipe-of-[a-z-]+-\d+\.ts: 2532 /;
    expect(found.filter((line) => !line.startsWith('undecided-in-') && !run.test(line))).toEqual([]);
    // one policy undecided, one error: encrypted tables have one that writes and one that reads
    for (const [name, policies] of [
      ...(['zod', 'valibot', 'drizzle'] as const).map((name) => [name, 1] as const),
      ...(['drizzle-encryption', 'mongoose-encryption'] as const).map((name) => [name, 2] as const),
    ]) {
      const file = `undecided-in-${name}.ts: 2345`;
      const lines = found.filter((line) => line.startsWith(file) && line.includes("'added' is missing"));
      expect(lines, name).toHaveLength(policies);
    }
  }, 180_000);
});
