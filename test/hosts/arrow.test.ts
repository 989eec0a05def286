import type { DataType, Table } from 'apache-arrow';
import { beforeAll, expect, test } from 'vitest';
import { recipe } from './recipe.ts';

interface Recipe {
  releaseTable(table: Table): Table;
}

recipe<Recipe>('arrow', ({ releaseTable }) => {
  let arrow: typeof import('apache-arrow');
  beforeAll(async () => {
    arrow = await import('apache-arrow');
  });
  const n = 6;
  const sample = (): Table => {
    const { Dictionary, Int16, Int32, Int64, Table, Utf8, vectorFromArray } = arrow;
    return new Table({
      name: vectorFromArray(Array.from({ length: n }, (_, i) => `Ada ${i}`)),
      age: vectorFromArray([31, null, 45, 39, null, 0], new Int32()),
      balance: vectorFromArray([-1n, 0n, 9_999n, 10_000n, 2n ** 40n, 5n], new Int64()),
      postcode: vectorFromArray(
        ['75011', null, '69002', '75020', '69002', '01000'],
        new Dictionary(new Utf8(), new Int16()),
      ),
      plan: vectorFromArray(['gold', 'free', 'gold', 'gold', 'free', 'free'], new Utf8()),
      iban: vectorFromArray(
        Array.from({ length: n }, (_, i) => `FR76 ${i}`),
        new Utf8(),
      ),
    });
  };
  const out = [
    { age: '[30, 40)', balance: '[-10000, 0)', postcode: '75', plan: 'gold' },
    { age: null, balance: '[0, 10000)', postcode: null, plan: 'free' },
    { age: '[40, 50)', balance: '[0, 10000)', postcode: '69', plan: 'gold' },
    { age: '[30, 40)', balance: '[10000, 20000)', postcode: '75', plan: 'gold' },
    { age: null, balance: '[1099511620000, 1099511630000)', postcode: '69', plan: 'free' },
    { age: '[0, 10)', balance: '[0, 10000)', postcode: '01', plan: 'free' },
  ];
  const rowsOf = (table: Table): object[] => table.toArray().map((row) => row.toJSON());

  test('columns leave by decision, nulls stay null and are not 0, bigints are binned', () => {
    const released = releaseTable(sample());
    expect(released.schema.names).toEqual(['age', 'balance', 'postcode', 'plan']);
    expect(rowsOf(released)).toEqual(out);
  });
  test('the released table survives the IPC format, which holds nothing else', () => {
    const bytes = arrow.tableToIPC(releaseTable(sample()));
    expect(rowsOf(arrow.tableFromIPC(bytes))).toEqual(out);
    expect(Buffer.from(bytes).toString('latin1')).not.toMatch(/Ada|FR76|75011|69002/);
  });
  test('a slice leaves alone: neither rows beside it nor entries of its dictionary', () => {
    const released = releaseTable(sample().slice(2, 4));
    expect(rowsOf(released)).toEqual(out.slice(2, 4));
    expect(released.getChild('postcode')?.data[0]?.dictionary?.toArray()).toEqual(['69', '75']);
    const { vectorFromArray, Table, Utf8 } = arrow;
    const plans = new Table({ plan: vectorFromArray(['first', 'middle', 'last'], new Utf8()) });
    const bytes = Buffer.from(arrow.tableToIPC(releaseTable(plans.slice(1, 2)))).toString('latin1');
    expect(bytes).toMatch(/middle/);
    expect(bytes).not.toMatch(/first|last/);
  });
  test('a kept column keeps its type and shares no memory, a dictionary is that of the rows', () => {
    const { Dictionary, Float64, Int8, Int32, Table, TimestampMillisecond, Utf8, vectorFromArray } = arrow;
    for (const [values, type] of [
      [[3, 1, 2], new Int32()],
      [[3.5, null, 2], new Float64()],
      [[0, 86_400_000, null], new TimestampMillisecond()],
      [['gold', null, 'free'], new Utf8()],
    ] as const) {
      const plan = vectorFromArray(values as readonly unknown[], type as DataType);
      const left = releaseTable(new Table({ plan })).getChild('plan');
      expect(String(left?.type)).toBe(String(plan.type));
      expect(left?.toJSON()).toEqual(plan.toJSON());
      expect(left?.data[0]?.values.buffer).not.toBe(plan.data[0]?.values.buffer);
    }
    const codes = new Dictionary(new Utf8(), new Int8());
    const postcode = vectorFromArray(['33000', '75011', '75020', '33001', null, '75011'], codes);
    const left = releaseTable(new Table({ postcode }).slice(1, 6)).getChild('postcode');
    expect(left?.toJSON()).toEqual(['75', '75', '33', null, '75']);
    expect(left?.data[0]?.dictionary?.toJSON()).toEqual(['75', '33', null]); // two postcodes are one entry now
    expect([...(left?.data[0]?.values ?? [])]).toEqual([0, 0, 1, 2, 0]);
  });
  test('record batches are joined, with one dictionary or with several', () => {
    const { Dictionary, Int16, Table, Utf8, vectorFromArray } = arrow;
    const postcodes = (...values: string[]): Table => {
      return new Table({ postcode: vectorFromArray(values, new Dictionary(new Utf8(), new Int16())) });
    };
    const two = postcodes('75011', '69002', '75011').concat(postcodes('33000', '75011'));
    expect(rowsOf(releaseTable(two))).toEqual(['75', '69', '75', '33', '75'].map((postcode) => ({ postcode })));
    const table = sample();
    expect(rowsOf(releaseTable(table.concat(table)))).toEqual([...out, ...out]);
  });
  test('a table that has other types is refused by column and row', () => {
    const { Int32, Int64, Table, vectorFromArray } = arrow;
    const small = new Table({ balance: vectorFromArray([1, 2], new Int32()) });
    const big = new Table({ age: vectorFromArray([1n, 2n], new Int64()) });
    expect(() => releaseTable(small)).toThrow(expect.objectContaining({ details: { field: 'balance', index: 0 } }));
    expect(() => releaseTable(big)).toThrow(expect.objectContaining({ details: { field: 'age', index: 0 } }));
  });
  test('a table without rows, and one without columns of the policy, are empty', () => {
    expect(rowsOf(releaseTable(sample().slice(0, 0)))).toEqual([]);
    expect(releaseTable(sample().select(['iban'])).schema.names).toEqual([]);
  });
});
