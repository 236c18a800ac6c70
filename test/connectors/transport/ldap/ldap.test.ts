import { readFileSync } from 'node:fs';
import { Attribute, Change } from 'ldapts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mailboxes } from '../../../../src/connectors/sources/mailboxes/index.js';
import type { Json } from '../../../../src/domain/canonical.js';
import type { MailboxRecord } from '../../../../src/domain/kinds/mailbox.js';
import type { Page, Source } from '../../../../src/domain/ports.js';
import { systemClock } from '../../../../src/domain/time.js';
import { noContents } from '../../../support/no-contents.js';
import { noStaging } from '../../../support/no-staging.js';
import { BIND_DN, hasSlapd, NEEDS_SLAPD, PASSWORD, type Slapd, startSlapd } from '../../../support/slapd.js';

const COUNT = 2_000;
const SECRET = '{SSHA}Y2FuYXJ5LWhhc2gtMDEyMzQ1';
/** Names and capitals of DNs of the directory are no keys: this is. */
const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

const root = (name: string) => `dn: dc=${name}\nobjectClass: domain\ndc: ${name}\n\n`;
const branch = (dn: string) =>
  `dn: ${dn}\nobjectClass: organizationalUnit\nou: ${dn.slice(3).split(',')[0]}\n\n`;
const account = (name: string) =>
  `dn: cn=${name},dc=mau\nobjectClass: person\ncn: ${name}\nsn: ${name}\nuserPassword: ${PASSWORD}\n\n`;
const referral = (dn: string, to: string) =>
  `dn: ${dn}\nobjectClass: referral\nobjectClass: extensibleObject\nou: ${dn.slice(3).split(',')[0]}\nref: ${to}\n\n`;
const box = (number: number, dn: string, more = '') =>
  `dn: uid=u${number},${dn}\nobjectClass: inetOrgPerson\nobjectClass: zimbraAccount\nuid: u${number}\nsn: A\ncn: Nguyễn Văn ${number}\nmail: u${number}@mau.example.vn\nentryUUID: ${uuid(number)}\nuserPassword: ${SECRET}\ncreateTimestamp: 20250702010000Z\nmodifyTimestamp: 20250820080000Z\n${more}\n`;

const PEOPLE = 'ou=H56.14.41,ou=people,dc=mau';
const MAU = [
  root('mau'),
  account('lienthong'),
  account('cham'),
  branch('ou=people,dc=mau'),
  branch(PEOPLE),
  ...Array.from({ length: COUNT }, (_, index) => box(index + 1, PEOPLE)),
  branch('ou=vong,dc=mau'),
  box(
    3001,
    'ou=vong,dc=mau',
    'departmentNumber: H56.14.3\nzimbraAccountStatus: closed\nzimbraMailQuota: -1\nzimbraLastLogonTimestamp: 20251231003000Z\nzimbraMailAlias: cu@mau.example.vn\nemployeeNumber: CB-1\n',
  ),
  referral('ou=khac,ou=vong,dc=mau', 'ldap://localhost:{port}/ou=vong,dc=hai??sub'),
].join('');
const HAI = [
  root('hai'),
  branch('ou=vong,dc=hai'),
  box(3002, 'ou=vong,dc=hai', 'departmentNumber: H56.14.4\n'),
  // Back to where it came from, and to itself.
  referral('ou=lai,ou=vong,dc=hai', 'ldap://localhost:{port}/ou=vong,dc=mau??sub'),
  referral('ou=minh,ou=vong,dc=hai', 'ldap://LOCALHOST:{port}/ou=vong,%20dc=hai??sub'),
].join('');

const messageOf = (work: Promise<unknown>) =>
  work.then(
    () => 'no failure',
    (error: Error) => error.message,
  );

describe.skipIf(!hasSlapd)(NEEDS_SLAPD, () => {
  let slapd: Slapd;
  const warnings: string[] = [];
  beforeAll(async () => {
    slapd = await startSlapd({ mau: MAU, hai: HAI });
  });
  afterAll(() => slapd?.stop());

  function source(settings: Record<string, string> = {}, url = slapd.url): Source {
    const environment = {
      URL: url,
      BASE_DN: 'ou=people,dc=mau',
      BIND_DN,
      BIND_PASSWORD: PASSWORD,
      LDAP_TLS: 'off',
      ...settings,
    };
    return mailboxes.create(
      Object.fromEntries(
        Object.entries(environment).map(([name, value]) => [`SOURCE_MAILBOXES_${name}`, value]),
      ),
      {
        clock: systemClock,
        staging: noStaging,
        contents: noContents,
        warn: (message, facts = {}) => void warnings.push(`${message} ${JSON.stringify(facts)}`),
      },
    );
  }

  const run = () => ({ now: Date.now(), signal: new AbortController().signal });

  async function pagesOf(from: Source, cursor?: Json): Promise<Page[]> {
    const pages: Page[] = [];
    for await (const page of from.pull(cursor, run())) pages.push(page);
    return pages;
  }

  function recordsOf(from: Source, pages: readonly Page[]): MailboxRecord[] {
    return pages
      .flatMap(({ records }) => records)
      .map((record) => {
        const decoded = from.decode(record, run());
        if (!decoded.ok) throw new Error(JSON.stringify(decoded.problems));
        return decoded.record as MailboxRecord;
      });
  }

  const codesOf = (from: Source, pages: readonly Page[]) => recordsOf(from, pages).map(({ code }) => code);

  async function change(number: number, attribute: string, value: string, dn = PEOPLE): Promise<void> {
    const client = await slapd.owner();
    const modification = new Attribute({ type: attribute, values: [value] });
    await client.modify(`uid=u${number},${dn}`, new Change({ operation: 'replace', modification }));
    await client.unbind();
  }

  test('2,000 entries are read page by page, then only what changed; a renamed address is the same box', async () => {
    const from = source();
    const pages = await pagesOf(from);
    expect(pages.map(({ records }) => records.length)).toEqual([500, 500, 500, 500, 0]);
    expect(new Set(codesOf(from, pages))).toEqual(
      new Set(Array.from({ length: COUNT }, (_, i) => uuid(i + 1))),
    );
    expect(JSON.stringify(pages)).not.toMatch(/SSHA|Y2FuYXJ5|password/i);

    const cursor = pages.at(-1)?.cursor;
    expect(cursor).toMatchObject({ seen: '2025-08-20T08:00:00.000Z' });
    await change(7, 'mail', 'moi@mau.example.vn');
    // Reading begins two minutes before the last change that was seen; all of these changed in one second.
    const again = await pagesOf(from, cursor);
    const late = again.at(-1)?.cursor;
    expect(recordsOf(from, again).find(({ code }) => code === uuid(7))).toMatchObject({
      address: 'moi@mau.example.vn',
    });
    const third = await pagesOf(from, late);
    expect(codesOf(from, third)).toEqual([uuid(7)]);
    expect(third.at(-1)?.cursor).toMatchObject({ seen: (late as { seen: string }).seen });
    // What entries mean to us is another thing now: those that did not change come again.
    const settings = {
      UNITS: 'Phòng Nội vụ=H56.14.3',
      POSTS: 'ou=people',
      ATTRIBUTES: 'MaCanBo=title,ChucVu=employeeNumber',
    };
    for (const [name, value] of Object.entries(settings)) {
      const other = await pagesOf(source({ [name]: value }), late);
      expect(other.flatMap(({ records }) => records)).toHaveLength(COUNT);
    }
  });

  test('an account of Zimbra on it is read whole; referrals are not followed unless their host is listed, and a ring of them ends', async () => {
    const alone = source({ BASE_DN: 'ou=vong,dc=mau' });
    const pages = await pagesOf(alone);
    expect(recordsOf(alone, pages)).toEqual([
      {
        kind: 'mailbox',
        code: uuid(3001),
        address: 'u3001@mau.example.vn',
        holderKind: 'PERSON',
        name: 'Nguyễn Văn 3001',
        unit: 'H56.14.3',
        state: 'CLOSED',
        lastUsedAt: '2025-12-31T00:30:00.000Z',
        createdAt: '2025-07-02T01:00:00.000Z',
        unlimited: true,
        aliases: ['cu@mau.example.vn'],
        officialCode: 'CB-1',
        changedAt: '2025-08-20T08:00:00.000Z',
      },
    ]);
    expect(warnings.at(-1)).toContain('"references":1');
    const whole = alone.whole?.(run());
    for await (const _page of whole?.pages ?? []);
    expect(whole?.unjudged()).toBe('ROWS_UNREACHED');

    const followed = source({ BASE_DN: 'ou=vong,dc=mau', REFERRAL_HOSTS: `localhost:${slapd.port}` });
    expect(codesOf(followed, await pagesOf(followed)).sort()).toEqual([uuid(3001), uuid(3002)]);
  });

  test('names of a font are refused with advice, and read right once it is followed, though they did not change', async () => {
    await change(3001, 'cn', 'NguyÔn V¨n Hïng', 'ou=vong,dc=mau');
    const vong = { BASE_DN: 'ou=vong,dc=mau' };
    const plain = source(vong);
    const pages = await pagesOf(plain);
    const [record] = pages.flatMap(({ records }) => records);
    const decoded = record && plain.decode(record, run());
    expect(decoded).toMatchObject({ ok: false, problems: [{ field: 'TenHienThi', code: 'WRONG_ENCODING' }] });
    const told = source({ ...vong, ENCODING: 'TenHienThi=tcvn3' });
    expect(recordsOf(told, await pagesOf(told, pages.at(-1)?.cursor))).toMatchObject([
      { code: uuid(3001), name: 'Nguyễn Văn Hùng' },
    ]);
    expect(
      mailboxes.misfits?.({
        SOURCE_MAILBOXES_URL: slapd.url,
        SOURCE_MAILBOXES_BASE_DN: 'dc=mau',
        SOURCE_MAILBOXES_ENCODING: 'utf-16le',
      }),
    ).toMatchObject([{ variable: 'SOURCE_MAILBOXES_ENCODING' }]);
    await change(3001, 'cn', 'Nguyễn Văn 3001', 'ou=vong,dc=mau');
  });

  test('a server that goes away in the middle ends the run, moves no cursor, and nothing is lost with it', async () => {
    const from = source({ PAGE_SIZE: '100' });
    const read: Page[] = [];
    const cut = async () => {
      for await (const page of from.pull(undefined, run())) {
        read.push(page);
        if (read.length === 3) await slapd.kill();
      }
    };
    const failures = [await messageOf(cut()), await messageOf(pagesOf(from))];
    await slapd.start();
    expect(failures).toEqual([
      expect.stringMatching(/^ldap:\/\/localhost:\d+ ou=people,dc=mau: (?:mất kết nối|ECONNRESET|EPIPE)/),
      expect.stringContaining('ECONNREFUSED'),
    ]);
    expect(read.length).toBe(3);
    expect(read.at(-1)?.cursor).not.toHaveProperty('seen');
    const pages = await pagesOf(from, read.at(-1)?.cursor);
    expect(new Set(codesOf(from, pages)).size).toBe(COUNT);
  });

  test.each([
    ['a limit of the server', { BIND_DN: 'cn=cham,dc=mau' }, /: (?:4|11): /],
    ['a limit of ours', { MAX_ENTRIES: '1999' }, /MAX_ENTRIES/],
    ['a wrong password', { BIND_PASSWORD: 'sai' }, /: 49: sai BIND_DN hoặc BIND_PASSWORD/],
    ['a branch that is not there', { BASE_DN: 'ou=nowhere,dc=mau' }, /: 32: /],
    ['a certificate of nobody', { LDAP_TLS: 'verify' }, /DEPTH_ZERO_SELF_SIGNED_CERT: .*TLS_CA/],
  ] as [string, Record<string, string>, RegExp][])(
    '%s is told, without a name or a value',
    async (_, settings, message) => {
      const failure = await messageOf(pagesOf(source(settings)));
      expect(failure).toMatch(message);
      expect(failure).not.toContain(PASSWORD);
    },
  );

  test('is read by StartTLS and by ldaps with its authority, and seen by a probe', async () => {
    const trusted = { LDAP_TLS: 'verify', TLS_CA: slapd.ca, BASE_DN: 'ou=vong,dc=mau' };
    for (const url of [slapd.url, slapd.secureUrl]) {
      const from = source(trusted, url);
      expect(codesOf(from, await pagesOf(from))).toEqual([uuid(3001)]);
      expect(await from.probe?.(run().signal)).toBe(`${url} ou=vong,dc=mau (mail=*), modifyTimestamp`);
    }
    expect(readFileSync(slapd.ca, 'utf8')).toContain('BEGIN CERTIFICATE');
  });
});
