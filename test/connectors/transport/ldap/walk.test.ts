import { expect, test } from 'vitest';
import type { Session } from '../../../../src/connectors/transport/ldap/session.js';
import { Walk } from '../../../../src/connectors/transport/ldap/walk.js';

/** Only what a walk asks of the session that it is given: one page with these references. */
function referring(references: string[]): Session {
  const page = async function* () {
    yield { entries: [], references };
  };
  return { search: page } as unknown as Session;
}

async function unfollowed(references: string[]): Promise<number> {
  const walk = new Walk({
    ...{ hosts: ['ldap.mau:389'], maxEntries: 10, signal: new AbortController().signal },
    login: { tls: 'off', timeout: 1_000 },
    search: {},
  });
  const first = { server: 'ldap://ldap.mau:389', dn: 'dc=mau', scope: 'sub' } as const;
  for await (const _ of walk.entries(referring(references), first)) break;
  return walk.unfollowed;
}

const to = (count: number) =>
  Array.from({ length: count }, (_, at) => `ldap://ldap.mau/ou=${at},dc=mau??sub`);

test('fifty branches are walked; a reference to one of them is followed already, one to another is not', async () => {
  expect(await unfollowed(to(49))).toBe(0);
  expect(await unfollowed([...to(49), ...to(49), 'ldap://ldap.mau/dc=mau??sub'])).toBe(0);
  expect(await unfollowed(to(51))).toBe(2);
  expect(await unfollowed(['ldap://ldap.khac/dc=khac'])).toBe(1);
});
