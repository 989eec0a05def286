import { transform } from 'esbuild';
import ts from 'typescript';

/** A piece of documentation that a test runs. */
export interface Example {
  /** Where it stands, for the name of the test: `src/core/keep.ts: keep` or `README.md, line 12`. */
  readonly place: string;
  /** TypeScript; an expression followed by `// result` is a claim. */
  readonly code: string;
}

/** One claim of an example, with both sides evaluated. */
export interface Claim {
  /** The expression, as written. */
  readonly text: string;
  /** What it gave, or the error it threw. */
  readonly actual: unknown;
  /** What the comment says; for `// throws ERR_INPUT` the code. */
  readonly expected: unknown;
  /** Whether the comment says that the expression throws. */
  readonly throws: boolean;
}

type Names = { readonly [name: string]: unknown };

/**
 * Runs an example and gives its claims back.
 *
 * A claim is an expression or a `const` with a comment behind it, on the line where it ends: `f(1) // 2`. The comment
 * is an expression too, continued on the lines below while it is not complete, or `throws ERR_CODE`. All else is run
 * as it stands. A comment behind an expression that is neither is refused: prose stands on a line of its own above.
 *
 * @param scope - The names the code may use without an import.
 * @param load - Gives the module of an import.
 */
export async function run(example: Example, scope: Names, load: (name: string) => Promise<Names>): Promise<Claim[]> {
  // a line with a comment ends its claim: without a semicolon, a next line in brackets would be a part of it
  const ended = example.code.replaceAll(/(?<=\/\/ .*\n)(?=[[(`])/g, ';');
  const file = ts.createSourceFile('example.ts', ended, ts.ScriptTarget.ES2022, true);
  const claims: Claim[] = [];
  const body = file.statements.map((statement) => instrumented(statement, file)).join('\n');
  const { code } = await transform(`async function example() {\n${body}\n}`, { loader: 'ts', target: 'es2022' });
  const claim = async (text: string, left: () => unknown, right: () => unknown, throws: boolean): Promise<void> => {
    const expected = right();
    let actual: unknown;
    try {
      actual = await left();
      if (throws) actual = { returned: actual };
    } catch (failure) {
      if (!throws) throw new Error(`${text}: ${failure}`);
      actual = (failure as { readonly code?: unknown }).code;
    }
    claims.push({ text, actual, expected, throws });
  };
  const names = Object.keys(scope);
  const made = new Function(...names, '__claim', '__load', `${code}\nreturn example;`);
  await made(...names.map((name) => scope[name]), claim, load)();
  return claims;
}

/** The statement as text, a claim turned into a call; an import into a load. */
function instrumented(statement: ts.Statement, file: ts.SourceFile): string {
  const text = statement.getText(file);
  if (ts.isImportDeclaration(statement)) return loaded(statement, file);
  const comment = commentBehind(statement, file);
  if (ts.isExpressionStatement(statement) && comment !== undefined) {
    return claimed(statement.expression.getText(file), comment, true);
  }
  const bare = text.replace(/^export (?=const|function|interface|type|class)/, '');
  const declared = ts.isVariableStatement(statement) ? statement.declarationList.declarations[0]?.name : undefined;
  if (declared && ts.isIdentifier(declared) && comment !== undefined && isExpression(comment)) {
    return `${bare}\n${claimed(declared.text, comment, false)}`;
  }
  return bare;
}

function claimed(expression: string, comment: string, mayThrow: boolean): string {
  const code = /^throws (ERR_[A-Z_]+)$/.exec(comment)?.[1];
  if (!(mayThrow && code) && !isExpression(comment)) {
    throw new Error(`"// ${comment}" behind "${expression}" is no expression: prose goes on the line above`);
  }
  const right = code ? JSON.stringify(code) : `(${comment}\n)`;
  return `await __claim(${JSON.stringify(expression)}, async () => (${expression}\n), () => ${right}, ${Boolean(code)});`;
}

/** The comment on the line where the statement ends, with the comment lines below while it is not yet complete. */
function commentBehind(statement: ts.Statement, file: ts.SourceFile): string | undefined {
  const { end } = ts.isExpressionStatement(statement) ? statement.expression : statement;
  const [first, ...below] = file.text.slice(end).split('\n');
  const start = /^[ \t]*;?[ \t]*\/\/[ \t]*(.*)$/.exec(first ?? '')?.[1];
  if (start === undefined) return undefined;
  let text = start;
  for (const line of below) {
    const more = /^[ \t]*\/\/[ \t]*(.*)$/.exec(line)?.[1];
    if (more === undefined || isExpression(text)) break;
    text += `\n${more}`;
  }
  return isExpression(text) ? text : start;
}

/** Whether the text is one complete expression; a bare word of prose is none. */
function isExpression(text: string): boolean {
  const { parseDiagnostics = [], statements } = ts.createSourceFile(
    'x.ts',
    `(${text}\n)`,
    ts.ScriptTarget.ES2022,
    true,
  ) as ts.SourceFile & { readonly parseDiagnostics?: readonly unknown[] };
  return parseDiagnostics.length === 0 && statements.length === 1;
}

function loaded(statement: ts.ImportDeclaration, file: ts.SourceFile): string {
  const clause = statement.importClause;
  if (!clause || clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return '';
  const bound = clause.namedBindings;
  if (clause.name || !bound) throw new Error(`${statement.getText(file)}: only named imports are known here`);
  const source = `await __load(${statement.moduleSpecifier.getText(file)})`;
  if (ts.isNamespaceImport(bound)) return `const ${bound.name.text} = ${source};`;
  const names = bound.elements.filter((element) => !element.isTypeOnly);
  const renamed = names.map(({ name, propertyName }) => (propertyName ? `${propertyName.text}: ` : '') + name.text);
  return `const { ${renamed.join(', ')} } = ${source};`;
}

/** The `@example` texts of the exported functions of a source file, by name of the function. */
export function docExamples(path: string, text: string): Map<string, Example[]> {
  const found = new Map<string, Example[]>();
  for (const [, comment = '', name = ''] of text.matchAll(
    /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*(?:\/\/[^\n]*\s*)?export (?:async )?(?:function\*?|const|class) (\w+)/g,
  )) {
    const lines = comment.split('\n').map((line) => line.replace(/^\s*\* ?/, ''));
    const examples = lines
      .join('\n')
      .split(/^(?=@[a-z]+\b)/m)
      .filter((part) => part.startsWith('@example'))
      .map((part) => ({
        place: `${path}: ${name}`,
        code: part.slice('@example'.length).replaceAll(/^\s*```.*$/gm, ''),
      }));
    found.set(name, [...(found.get(name) ?? []), ...examples]);
  }
  return found;
}

/**
 * The TypeScript blocks of a Markdown text.
 *
 * A comment in the line above a block changes its treatment: `<!-- continues -->` joins it to the block before,
 * `<!-- not run: reason -->` leaves it out.
 */
export function blocks(path: string, text: string): Example[] {
  const found: Example[] = [];
  let line = 1;
  let last = 0;
  for (const { 0: block, 1: mark = '', 2: code = '', index } of text.matchAll(
    /(?:^<!--([^>]*)-->\n\s*)?^```(?:ts|typescript)\b[^\n]*\n([\s\S]*?)^```$/gm,
  )) {
    line += text.slice(last, index).split('\n').length - 1;
    last = index;
    if (/^\s*not run: \S/.test(mark)) continue;
    const before = found.at(-1);
    const joins = mark.trim() === 'continues';
    if (joins && !before) throw new Error(`${path}, line ${line}: no block before that it could continue`);
    if (joins && before) found.pop();
    const from = mark === '' ? 0 : block.indexOf('```') && block.slice(0, block.indexOf('```')).split('\n').length - 1;
    const place = joins && before ? before.place : `${path}, line ${line + from}`;
    found.push({ place, code: (joins && before ? `${before.code}\n` : '') + code });
  }
  return found;
}
