import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { systemPrincipal } from '../../src/access/principal.js';
import { mailboxes } from '../../src/connectors/sources/mailboxes/index.js';
import { fixedClock } from '../../src/domain/time.js';
import { runSync } from '../../src/intake/index.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { fillDistrict } from '../support/district.js';
import { noContents } from '../support/no-contents.js';
import { noStaging } from '../support/no-staging.js';

/** From a drop to the store: an export that holds what must never come in, and a box whose address changes. */
const CANARY = '{SSHA}Y2FuYXJ5LWhhc2gtMDEyMzQ1';
const UUID = 'c1f3e1f4-5b0e-403f-9a6e-1f3f6f1f2a3b';
const clock = fixedClock('2026-01-05T03:00:00.000Z');
let store: TestDatabase;
let dir: string;
let said: string[];

beforeAll(async () => {
  store = await freshDatabase();
  await fillDistrict(store);
  dir = mkdtempSync(join(tmpdir(), 'lienthong-mail-'));
  mkdirSync(join(dir, 'inbox'));
});
beforeEach(() => {
  said = [];
});
afterAll(async () => {
  rmSync(dir, { recursive: true, force: true });
  await store?.drop();
});

async function take(files: Readonly<Record<string, string>>) {
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(dir, 'inbox', name), content);
    writeFileSync(join(dir, 'inbox', `${name}.ready`), '');
  }
  const warn = (message: string, facts: object = {}) => void said.push(message, JSON.stringify(facts));
  const source = mailboxes.create(
    { SOURCE_MAILBOXES_URL: `file://${dir}` },
    { clock, staging: noStaging, contents: noContents, warn },
  );
  const { database, sealer } = store;
  return runSync(
    { database, sealer, clock, portals: [], warn, owe: () => Promise.resolve() },
    systemPrincipal('test'),
    source,
  );
}

const entry = (address: string, changed: string, more = '') =>
  `dn: uid=a,ou=H56.14.4,dc=mau\nentryUUID: ${UUID}\nmail: ${address}\ncn: A\nmodifyTimestamp: ${changed}\n${more}\n`;

test('a hash of a password is found nowhere, whatever form it comes in and however broken that is', async () => {
  const base64 = Buffer.from(CANARY).toString('base64');
  const good = entry(
    'a@mau.example.vn',
    '20260101000000Z',
    `userPassword:: ${base64}\nuserPassword: ${CANARY}\n`,
  );
  const outcome = await take({
    '1.ldif': `${good}\ndn: uid=b,dc=mau\nuserPassword: ${CANARY}\n${CANARY}\n\ndn: uid=c,dc=mau\nchangetype: modify\nreplace: userPassword\nuserPassword: ${CANARY}\n-\n\n${good.replace(UUID, 'b').replace('H56.14.4', 'x')}`,
    '2.csv': `MaHop,DiaChi,TenHienThi,DonVi,TrangThai,NgayCapNhat,userPassword\nd,d@mau.example.vn,D,H56.14.4,ACTIVE,2026-01-01 00:00:00,${CANARY}\ne,e@mau.example.vn,E,H56.14.4,SLEEPING,2026-01-01 00:00:00,${CANARY}\nf,${CANARY}\n`,
    '3.jsonl': `{"MaHop":"g","MatKhau":"${CANARY}"}\n{"MaHop":"h","userPassword":"${CANARY}"\n"${CANARY}"\n`,
  });
  expect(outcome).toMatchObject({ read: 10, stored: 2, quarantined: 8 });

  const { database, sealer } = store;
  const { rows } = await database.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'",
  );
  const texts = [...said, ...(await Promise.all(rows.map(async ({ name }) => textOf(name))))];
  const sealed = await database.query<{ bytes: Buffer }>(
    'select raw as bytes from quarantine union all select snapshot from subject_version',
  );
  texts.push(...sealed.rows.map(({ bytes }) => sealer.open(bytes).toString('utf8')));
  for (const folder of ['done', 'failed'].filter((each) => existsSync(join(dir, each)))) {
    const reports = readdirSync(join(dir, folder)).filter((name) => name.endsWith('.report.json'));
    texts.push(...reports.map((name) => readFileSync(join(dir, folder, name), 'utf8')));
  }
  const all = texts.join('\n');
  // The search sees what is there, and none of the hash in any way of writing.
  expect(all).toContain(UUID);
  const core = CANARY.slice(6);
  for (const form of [
    core,
    base64,
    Buffer.from(core).toString('base64').slice(0, 20),
    Buffer.from(core).toString('hex'),
  ]) {
    expect(all).not.toContain(form);
  }
  // Each refused record is one by itself, and says where it stood.
  const { rows: kept } = await database.query<{ n: string }>(
    'select count(*) as n from quarantine where source = $1',
    ['mailboxes'],
  );
  expect(Number(kept[0]?.n)).toBe(8);
});

async function textOf(table: string): Promise<string> {
  const { rows } = await store.database.query<{ text: string }>(`select t::text as text from "${table}" t`);
  return rows.map(({ text }) => text).join('\n');
}

test('a renamed address is a change of the same box', async () => {
  const before = await count();
  const outcome = await take({ '4.ldif': entry('moi@mau.example.vn', '20260103000000Z') });
  expect(outcome).toMatchObject({ read: 1, stored: 1 });
  expect(await count()).toBe(before);
  const { rows } = await store.database.query<{ version: number; address: Buffer }>(
    `select s.version, m.address from mailbox m join subject s on s.id = m.subject_id where m.code = $1`,
    [UUID],
  );
  expect(rows.map(({ version, address }) => [version, store.sealer.open(address).toString('utf8')])).toEqual([
    [2, 'moi@mau.example.vn'],
  ]);
});

async function count(): Promise<number> {
  const { rows } = await store.database.query<{ n: string }>(
    "select count(*) as n from subject where kind = 'mailbox'",
  );
  return Number(rows[0]?.n);
}
