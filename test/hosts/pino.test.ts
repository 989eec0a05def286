import { expect, test } from 'vitest';
import { recipe } from './recipe.ts';

interface Log {
  info(object: object, message?: string): void;
  child(bindings: object): Log;
}
interface Recipe {
  logger(key: unknown, to: { write(line: string): void }): Log;
}

const customer = {
  id: '84ab93e2-0b8e-4a7e-9d3f-5c1f6a1d2b70',
  name: 'Ada Lovelace',
  email: 'ada@mail.example.org',
  postcode: '75011',
  iban: 'FR76',
};
const { id: customerId } = customer;
const released = { email: '***@***.org', postcode: '75' };
const tells = /84ab93e2|Ada|Lovelace|ada@|example|75011|FR76|203\.0\.113\.77|2001:db8:1:2/;
const person = /^person_[\w-]{22}$/;

recipe<Recipe>('pino', async ({ logger }) => {
  const { SecretKey } = await import('voile/keys');
  const { pseudonym } = await import('voile/pseudonymisation');
  const key = SecretKey.fromHex('000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f');
  interface Line {
    readonly [name: string]: unknown;
    readonly customer?: { readonly id: string } | string;
    readonly customerId?: string;
  }
  const linesOf = (use: (log: Log) => void, under: unknown = key): Line[] => {
    const lines: string[] = [];
    use(logger(under, { write: (line) => lines.push(line) }));
    return lines.map((line) => {
      const { level: _level, time: _time, pid: _pid, hostname: _hostname, ...rest } = JSON.parse(line);
      return rest;
    });
  };
  const lineOf = (use: (log: Log) => void, under?: unknown): Line => {
    const lines = linesOf(use, under);
    expect(lines).toHaveLength(1);
    return lines[0] ?? {};
  };
  test('a customer is logged by decided columns only', () => {
    const id = expect.stringMatching(person);
    expect(lineOf((log) => log.info({ customer }, 'signed up'))).toEqual({
      customer: { id, ...released },
      msg: 'signed up',
    });
    expect(lineOf((log) => log.child({ customer }).info({}))).toEqual({ customer: { id, ...released } });
  });
  test('lines of one person join, wherever the id stands, and tell nothing of the person', () => {
    const lines = linesOf((log) => {
      log.info({ customer }, 'signed up');
      log.info({ customerId, ip: '203.0.113.77' }, 'signed in');
      log.child({ customerId }).info({ order: { customerId, total: 12 }, request: { ip: '2001:db8:1:2::3' } });
    });
    expect(JSON.stringify(lines)).not.toMatch(tells);
    const found = JSON.stringify(lines).match(/person_[\w-]{22}/g);
    expect(found).toHaveLength(4);
    expect(new Set(found).size).toBe(1);
    // who may have the key finds the lines of a person
    expect(found?.[0]).toBe(pseudonym({ key, domain: 'logs', prefix: 'person_' }).candidates(customerId)[0]);
  });
  test('lines of two persons, of two keys, and rows of a table do not join', () => {
    const one = lineOf((log) => log.info({ customerId })).customerId;
    const others = [
      lineOf((log) => log.info({ customerId: '84ab93e2-0b8e-4a7e-9d3f-5c1f6a1d2b71' })).customerId,
      lineOf((log) => log.info({ customerId }), SecretKey.generate()).customerId,
      pseudonym({ key, domain: 'customers', prefix: 'person_' })(customerId),
    ];
    for (const other of others) expect(other).toMatch(person);
    expect(new Set([one, ...others]).size).toBe(4);
  });
  test('a listed path is truncated, at the top and one level below', () => {
    const line = { ip: '203.0.113.77', request: { ip: '2001:db8:1:2::3' } };
    expect(lineOf((log) => log.info(line))).toEqual({ ip: '203.0.113.0/24', request: { ip: '2001:db8:1::/48' } });
  });
  test('what cannot be released does not stop the line, and is not in it', () => {
    expect(lineOf((log) => log.info({ customer: { ...customer, postcode: 'SW1A 1AA' } }))).toEqual({
      customer: '[invalid]',
    });
    expect(
      lineOf((log) => log.info({ customer: null, customerId: 7, ip: 'localhost', order: { customerId: null } })),
    ).toEqual({ customer: '[invalid]', customerId: '[invalid]', ip: '[invalid]', order: { customerId: '[invalid]' } });
    const ended = SecretKey.generate();
    const lines = linesOf((log) => {
      log.info({ customerId });
      ended.destroy();
      log.info({ customerId });
    }, ended);
    expect(lines).toEqual([{ customerId: expect.stringMatching(person) }, { customerId: '[invalid]' }]);
  });
  test('what the page warns of is so: deeper paths and the message pass', () => {
    expect(lineOf((log) => log.info({ a: { b: { ip: '203.0.113.77' } } }, 'from 203.0.113.77'))).toEqual({
      a: { b: { ip: '203.0.113.77' } },
      msg: 'from 203.0.113.77',
    });
  });
});
