import { toCsv } from '../to-csv.ts';
import { wholeFile } from '../whole-file.ts';
import { COLUMNS } from './customer.ts';
import { customers } from './generate.ts';

/** Writes the customers, or `count` of them, to a CSV file. */
export async function writeCustomers(path: string, count?: number): Promise<void> {
  const file = await wholeFile(path);
  await file.write(toCsv([COLUMNS]));
  let rows: unknown[][] = [];
  for await (const customer of customers(count)) {
    rows.push(COLUMNS.map((name) => customer[name]));
    if (rows.length < 250) continue;
    await file.write(toCsv(rows));
    rows = [];
  }
  await file.write(toCsv(rows));
  await file.close();
  await file.publish();
}
