import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { chain, each, keep, nullable, PrivacyError, policyFor, transform } from 'voile';
import { suppress } from 'voile/suppression';
import { beside, careless, counter, initial, tens } from './sample.ts';

interface Person {
  readonly id: string;
  readonly name: string;
  readonly age: number;
  readonly plan: string;
  readonly note?: string | null;
}
const person = policyFor<Person>()({
  id: suppress(),
  name: initial,
  age: tens,
  plan: keep(),
  note: nullable(initial),
});
const ada: Person = { id: 'p1', name: 'Ada', age: 36, plan: 'gold', note: 'pays late' };
const refused = (run: () => unknown): PrivacyError => {
  try {
    run();
  } catch (failure) {
    if (failure instanceof PrivacyError) return failure;
  }
  throw new Error('no PrivacyError was thrown');
};

test('each column gets its decision, suppressed ones are gone', () => {
  expect(person(ada)).toStrictEqual({ name: 'A', age: 30, plan: 'gold', note: 'p' });
});

test('an undeclared property never leaves, whichever way the rows run', () => {
  const row: Person = Object.assign({ secret: 'x' }, ada);
  const out = { name: 'A', age: 30, plan: 'gold', note: 'p' };
  expect(person(row)).toStrictEqual(out);
  expect(person.rows([row, row, row])).toStrictEqual([out, out, out]);
  expect([...person.batches([[row]])]).toStrictEqual([[out]]);
});

test('an absent optional column stays absent, a present undefined stays undefined, null stays null', () => {
  const { note: _, ...bare } = ada;
  const rows: Person[] = [ada, bare, { ...ada, note: null }, Object.assign({ ...bare }, { note: undefined })];
  const released = person.rows([...rows, ...rows]);
  expect(released.map((row) => 'note' in row)).toStrictEqual([true, false, true, true, true, false, true, true]);
  expect(released.map((row) => row.note)).toStrictEqual([
    'p',
    undefined,
    null,
    undefined,
    'p',
    undefined,
    null,
    undefined,
  ]);
});

test('a kept column may be absent anywhere', () => {
  const tags = policyFor<{ tag?: string }>()({ tag: keep() });
  const rows = Array.from({ length: 600 }, (_, i) => (i === 300 ? {} : { tag: `${i}` }));
  expect(tags.rows(rows)).toStrictEqual(rows);
});

test('a column named like what every object inherits is released only where the row has it', () => {
  const race = policyFor<{ constructor: string; toString?: () => string }>()({
    constructor: initial,
    toString: keep(),
  });
  expect(race.rows([{ constructor: 'Lotus' }])).toStrictEqual([{ constructor: 'L' }]);
  expect(Object.keys(race({} as never))).toStrictEqual([]);
});

test('rows may be instances with getters', () => {
  class Row {
    readonly #age = 36;
    get age(): number {
      return this.#age;
    }
  }
  expect(policyFor<Row>()({ age: tens }).rows([new Row(), new Row()])).toStrictEqual([{ age: 30 }, { age: 30 }]);
});

test('policies nest: alone, in each, in nullable', () => {
  const address = policyFor<{ street: string; town: string }>()({ street: suppress(), town: initial });
  const family = policyFor<{
    home: { street: string; town: string };
    work: { street: string; town: string } | null;
    children: readonly Person[];
  }>()({ home: address, work: nullable(address), children: each(person) });
  const home = { street: 'Main St', town: 'Lyon' };
  expect(family({ home, work: null, children: [ada] })).toStrictEqual({
    home: { town: 'L' },
    work: null,
    children: [{ name: 'A', age: 30, plan: 'gold', note: 'p' }],
  });
  expect(family.facts.fields?.['home']?.fields?.['town']?.name).toBe('initial');
});

test('a row transform gets its row in every way to run', () => {
  const policy = policyFor<{ id: string; phone: string }>()({ id: keep(), phone: beside });
  const rows = [
    { id: 'a', phone: '12' },
    { id: 'b', phone: '345' },
  ];
  const out = [
    { id: 'a', phone: 'a:2' },
    { id: 'b', phone: 'b:3' },
  ];
  expect(rows.map((row) => policy(row))).toStrictEqual(out);
  expect(policy.rows(rows)).toStrictEqual(out);
  expect(policy.columns({ id: ['a', 'b'], phone: ['12', '345'] }).phone).toStrictEqual(['a:2', 'b:3']);
});

test('a failure names the field by its path and the row, and holds nothing of the row', () => {
  const list = policyFor<{ people: readonly Person[] }>()({ people: each(person) });
  const row = { people: [ada, { ...ada, age: 36.123 }] };
  for (const failure of [refused(() => list.rows([{ people: [] }, row])), refused(() => list(row))]) {
    expect(failure.code).toBe('ERR_INPUT');
    expect(failure.details.field).toBe('people[1].age');
    expect(`${failure.message}${failure.stack}${JSON.stringify(failure)}`).not.toMatch(/36\.123|Ada/);
    expect(failure.cause).toBeUndefined();
  }
  expect(refused(() => list.rows([{ people: [] }, row])).message).toBe(
    'tens: value is not an integer (field people[1].age, row 1)',
  );
});

test('a mistake in the code of a transform ends the run, by its class and place, without its text', () => {
  const policy = policyFor<{ name: string }>()({ name: careless });
  const rows = [{ name: 'secret-5d0c' }];
  const ways = [
    () => policy.rows(rows),
    () => policy.rows(rows, { onInvalid: () => {} }),
    () => policy.columns({ name: ['secret-5d0c'] }, { onInvalid: () => {} }),
    () => [...policy.batches([rows], { onInvalid: () => {} })],
  ];
  for (const failure of ways.map(refused)) {
    expect(failure.message).toBe('caller: its code threw RangeError (field name, row 0)');
    expect(failure.details).toStrictEqual({ field: 'name', index: 0, threw: 'RangeError' });
    expect(`${failure.stack}${JSON.stringify(failure)}${inspect(failure, { depth: 9 })}`).not.toContain('secret-5d0c');
  }
});

test('rows of any shape go through, whichever is the most frequent', () => {
  const policy = policyFor<{ a?: number; b?: number }>()({ a: nullable(tens), b: keep() });
  for (const every of [1, 2, 3, 300]) {
    const rows = Array.from({ length: 900 }, (_, i) => ({
      ...(i % every === 0 && { a: i }),
      ...(i % 7 > 0 && { b: i }),
    }));
    expect(policy.rows(rows)).toStrictEqual(rows.map((row) => policy(row)));
  }
});

test('the row of a failure is right behind the first block', () => {
  const rows = Array.from({ length: 1000 }, (_, i) => ({ ...ada, age: i === 700 ? 0.5 : 36 }));
  expect(refused(() => person.rows(rows)).details).toStrictEqual({ field: 'age', index: 700 });
});

test.each([
  ['a row that is null', null],
  ['a row that is an array', ['Ada', 36]],
  ['a row that is a text', 'Ada'],
])('%s is refused', (_, row) => {
  expect(refused(() => person(row as never)).message).toBe('policy: a row is an object');
  expect(refused(() => person.rows([ada, row as never])).details).toStrictEqual({ index: 1 });
});

test('rows of the wrong kind are refused in a block too', () => {
  const lengths = policyFor<{ length: number }>()({ length: keep() });
  for (const row of ['secret', ['a', 'b'], () => 1]) {
    expect(refused(() => lengths.rows([{ length: 1 }, row as never])).message).toBe('policy: a row is an object');
  }
});

test('what a row itself throws is told by its place only', () => {
  const row = new Proxy({} as { age: number }, {
    has: () => {
      throw new Error('row of secret-5d0c');
    },
  });
  const thrown = refused(() => policyFor<{ age: number }>()({ age: tens }).rows([row], { onInvalid: () => {} }));
  expect(thrown.details).toStrictEqual({ field: 'age', index: 0, threw: 'Error' });
  expect(thrown.stack).not.toContain('secret-5d0c');
});

test('rows that are no array are refused', () => {
  expect(refused(() => person.rows({ 0: ada } as never)).code).toBe('ERR_INPUT');
});

test('a callback is told of each row that does not fit, in order, and the others are released', () => {
  const rows = Array.from({ length: 600 }, (_, i) => ({ ...ada, age: i % 250 === 249 ? 0.5 : i }));
  const problems: unknown[] = [];
  const out = person.rows(rows, { onInvalid: (problem) => problems.push(problem) });
  expect(problems).toStrictEqual([249, 499].map((index) => ({ field: 'age', code: 'ERR_INPUT', index })));
  expect(out).toHaveLength(598);
  expect(out[249]?.age).toBe(250);
});

test('a row that is no object is a problem without a field', () => {
  const problems: unknown[] = [];
  expect(person.rows([null as never], { onInvalid: (problem) => problems.push(problem) })).toStrictEqual([]);
  expect(problems).toStrictEqual([{ code: 'ERR_INPUT', index: 0 }]);
});

test('a failed generator is never a property of the row', () => {
  const broken = transform({ ...tens.facts, deterministic: false }, (_: number): number => {
    throw new PrivacyError('ERR_RANDOM', 'random: the runtime gives no secure random bits');
  });
  const policy = policyFor<{ age: number }>()({ age: broken });
  expect(refused(() => policy.rows([{ age: 1 }], { onInvalid: () => {} })).code).toBe('ERR_RANDOM');
});

test('onInvalid is a function or the word throw', () => {
  expect(person.rows([ada], { onInvalid: 'throw' })).toHaveLength(1);
  expect(refused(() => person.rows([ada], { onInvalid: 'drop' as never })).code).toBe('ERR_PARAMETER');
});

test.each([
  ['no transform', { age: undefined }],
  ['a function without facts', { age: (age: number) => age }],
  ['a function with facts that are none', { age: Object.assign((age: number) => age, { facts: 1 }) }],
  ['the prototype as a column', JSON.parse('{ "__proto__": 1 }')],
])('a decision that is %s is refused when the policy is made', (_, decisions) => {
  expect(refused(() => policyFor<{ age: number }>()(decisions as never)).code).toBe('ERR_PARAMETER');
});

test('decisions that are no object are refused', () => {
  expect(refused(() => policyFor<object>()(null as never)).code).toBe('ERR_PARAMETER');
});

test('the facts of a policy are the weakest of its fields', () => {
  expect(person.facts).toMatchObject({
    name: 'policy',
    technique: 'suppression',
    reversible: 'always',
    linkable: true,
    deterministic: true,
  });
  expect(policyFor<{ age: number }>()({ age: tens }).facts).toMatchObject({ reversible: 'never', linkable: false });
  expect(policyFor<{ name: string }>()({ name: counter() }).facts.deterministic).toBe(false);
  expect(policyFor<{ name: string }>()({ name: suppress() }).facts.reversible).toBe('never');
  expect(policyFor<{ name: string }>()({ name: chain(initial, keep()) }).facts.reversible).toBe('never');
  expect(policyFor<{ name: string }>()({ name: keep() }).facts.technique).toBe('identity');
  expect(Object.isFrozen(person.fields)).toBe(true);
});
