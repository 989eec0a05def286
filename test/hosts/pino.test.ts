import { expect, test } from 'vitest';
import { recipe } from './recipe.ts';

interface Log {
  info(object: object, message?: string): void;
  child(bindings: object): Log;
}
interface Recipe {
  logger(to: { write(line: string): void }): Log;
}

const customer = { id: 7, name: 'Ada Lovelace', email: 'ada@mail.example.org', postcode: '75011', iban: 'FR76' };
const released = { id: 7, email: '***@***.org', postcode: '75' };

recipe<Recipe>('pino', ({ logger }) => {
  const lineOf = (use: (log: Log) => void): { readonly [name: string]: unknown } => {
    const lines: string[] = [];
    use(logger({ write: (line) => lines.push(line) }));
    expect(lines).toHaveLength(1);
    const { level: _level, time: _time, pid: _pid, hostname: _hostname, ...rest } = JSON.parse(lines.join(''));
    return rest;
  };
  test('a customer is logged by decided columns only', () => {
    expect(lineOf((log) => log.info({ customer }, 'signed up'))).toEqual({ customer: released, msg: 'signed up' });
    expect(lineOf((log) => log.child({ customer }).info({}))).toEqual({ customer: released });
  });
  test('a listed path is truncated, at the top and one level below', () => {
    const line = { ip: '203.0.113.77', request: { ip: '2001:db8:1:2::3' } };
    expect(lineOf((log) => log.info(line))).toEqual({ ip: '203.0.113.0/24', request: { ip: '2001:db8:1::/48' } });
  });
  test('what cannot be released does not stop the line, and is not in it', () => {
    expect(lineOf((log) => log.info({ customer: { ...customer, postcode: 'SW1A 1AA' } }))).toEqual({
      customer: '[invalid]',
    });
    expect(lineOf((log) => log.info({ customer: null, ip: 'localhost' }))).toEqual({
      customer: '[invalid]',
      ip: '[invalid]',
    });
  });
  test('what the page warns of is so: deeper paths and the message pass', () => {
    expect(lineOf((log) => log.info({ a: { b: { ip: '203.0.113.77' } } }, 'from 203.0.113.77'))).toEqual({
      a: { b: { ip: '203.0.113.77' } },
      msg: 'from 203.0.113.77',
    });
  });
});
