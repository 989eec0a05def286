/** A customer; what a form may leave empty is `null`. */
export interface Customer {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  /** A civil date, `YYYY-MM-DD`. */
  readonly birthDate: string;
  readonly street: string;
  readonly postcode: string;
  readonly town: string;
  readonly ip: string;
  /** An instant, ISO 8601. */
  readonly lastVisit: string;
  readonly job: string | null;
  readonly home: string | null;
  readonly family: string | null;
  /** Years in the present job. */
  readonly seniority: number;
  readonly income: number | null;
  readonly expenses: number;
  readonly assets: number | null;
  readonly debt: number | null;
  /** The loan asked for, the price of what it buys, and its months. */
  readonly amount: number;
  readonly price: number;
  readonly months: number;
  /** Whether there are records of earlier trouble with credit, `yes` or `no`. */
  readonly records: string;
  /** Whether the loan was repaid, `good` or `bad`. */
  readonly status: string;
  readonly note: string | null;
}

/** The columns in the order of the file. */
export const COLUMNS = [
  ...['id', 'name', 'email', 'phone', 'birthDate', 'street', 'postcode', 'town', 'ip', 'lastVisit'],
  ...['job', 'home', 'family', 'seniority', 'income', 'expenses', 'assets', 'debt', 'amount', 'price', 'months'],
  ...['records', 'status', 'note'],
] as readonly (keyof Customer)[];

/** The customer of a row of cells in the order of {@link COLUMNS}. */
export function customerOf(cells: readonly string[]): Customer {
  return {
    id: text(cells, 'id'),
    name: text(cells, 'name'),
    email: text(cells, 'email') || null,
    phone: text(cells, 'phone') || null,
    birthDate: text(cells, 'birthDate'),
    street: text(cells, 'street'),
    postcode: text(cells, 'postcode'),
    town: text(cells, 'town'),
    ip: text(cells, 'ip'),
    lastVisit: text(cells, 'lastVisit'),
    job: text(cells, 'job') || null,
    home: text(cells, 'home') || null,
    family: text(cells, 'family') || null,
    seniority: Number(text(cells, 'seniority')),
    income: amount(cells, 'income'),
    expenses: Number(text(cells, 'expenses')),
    assets: amount(cells, 'assets'),
    debt: amount(cells, 'debt'),
    amount: Number(text(cells, 'amount')),
    price: Number(text(cells, 'price')),
    months: Number(text(cells, 'months')),
    records: text(cells, 'records'),
    status: text(cells, 'status'),
    note: text(cells, 'note') || null,
  };
}

const text = (cells: readonly string[], name: keyof Customer): string => cells[COLUMNS.indexOf(name)] ?? '';

function amount(cells: readonly string[], name: keyof Customer): number | null {
  const cell = text(cells, name);
  return cell === '' ? null : Number(cell);
}
