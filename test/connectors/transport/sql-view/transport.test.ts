import { describe, expect, it } from 'vitest';
import { boundOf, exchangeValue } from '../../../../src/connectors/transport/sql-view/values.js';
import { transportOf } from '../../../../src/connectors/transport/table.js';
import { openView, pull } from './support.js';

describe('addresses of databases', () => {
  const expected = (text: string) => transportOf(new URL(text))?.expectAddress?.(new URL(text));

  it.each([
    'postgres://u:p@h:5432/db?view=v_one_stop',
    'postgresql://h/db',
    'mysql://u@h/db?view=kho.v_one_stop',
    'mssql://u:p@h/db',
  ])('%s is one', (text) => expect(expected(text)).toBeUndefined());

  it.each([
    ['postgres://h', 'name of a database'],
    ['mysql://h/a/b', 'name of a database'],
    ['postgres://h/db?view=v;drop table x', 'the name of a view'],
    ['postgres://h/db?sslmode=require', 'TLS'],
  ])('%s is none', (text, why) => expect(expected(text)).toContain(why));
});

describe('SQL Server', () => {
  it('says how to get the package that it needs', async () => {
    await expect(pull(openView('mssql://u:hunter2@127.0.0.1/db'))).rejects.toMatchObject({
      name: 'SourceUnreachable',
      message: expect.stringContaining('npm install mssql') as string,
    });
  });
});

describe('values', () => {
  it.each([
    ['zoned', '2024-08-20 08:00:00.123456+07', '2024-08-20T08:00:00.123456+07:00'],
    ['zoned', '2024-08-20T01:00:00.1230000+00:00', '2024-08-20T01:00:00.1230000+00:00'],
    ['zoned', 'infinity', 'infinity'],
    ['local', '2024-08-20 08:00:00', '2024-08-20 08:00:00'],
    ['local', '2024-08-20T08:00:00.1234567', '2024-08-20T08:00:00.1234567+07:00'],
    ['local', '2024-08-20', '2024-08-20'],
    ['text', '2024-08-20 08:00:00.5', '2024-08-20 08:00:00.5'],
  ] as const)('of type %s: %s → %s', (type, cell, expected) => {
    expect(exchangeValue(cell, { name: 'x', type, cast: '' })).toBe(expected);
  });

  it.each([
    ['zoned', undefined, '2024-08-20T01:00:00.000Z'],
    ['local', undefined, '2024-08-20 08:00:00.000'],
    ['text', '20240101000000', '20240820080000'],
    ['text', '2024-01-01 00:00:00', '2024-08-20 08:00:00'],
    ['text', '2024-01-01T00:00:00Z', '2024-08-20T01:00:00'],
    ['text', '2024-01-01T00:00:00.5+07:00', '2024-08-20T08:00:00'],
    ['text', '01/01/2024', undefined],
  ] as const)('the bound of a column of type %s like %s is %s', (type, sample, expected) => {
    expect(boundOf(Date.parse('2024-08-20T01:00:00Z'), type, sample)).toBe(expected);
  });
});
