import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Folder, folder } from '../../transport/file-drop/support.js';
import { golden, problems, taken } from './support.js';

let drop: Folder;
beforeEach(() => {
  drop = folder();
});
afterEach(() => drop.remove());

/** Lays one file whose look is over, and reads it. */
async function read(name: string, content: string | Buffer, settings?: Record<string, string>) {
  drop.lay(name, content);
  writeFileSync(join(drop.dir, 'inbox', `${name}.ready`), '');
  return taken(drop.dir, settings);
}

const entry = (more: string, uuid = 'a0f3e1f4-5b0e-103f-9a6e-1f3f6f1f2a3b') =>
  `dn: uid=a,ou=H56.14.41,dc=mau\nentryUUID: ${uuid}\nmail: a@mau.example.vn\ncn: A\n${more}`;

test('an export of Zimbra is read: folded lines, base64, quota, state, aliases, a post and a person', async () => {
  const boxes = await read('hop-thu.ldif', golden('zimbra.ldif'));
  expect(boxes.map(({ decoded }) => decoded)).toEqual([
    {
      ok: true,
      record: {
        kind: 'mailbox',
        code: 'c1f3e1f4-5b0e-403f-9a6e-1f3f6f1f2a3b',
        address: 'vanthu@ngoclac.example.vn',
        holderKind: 'POST',
        name: 'Văn thư xã Ngọc Lặc',
        unit: 'H56.14.41',
        state: 'MAINTENANCE',
        lastUsedAt: '2025-12-31T00:30:00.000Z',
        createdAt: '2025-07-02T01:00:00.500Z',
        unlimited: true,
        aliases: ['cong.van@ngoclac.example.vn', 'vt@ngoclac.example.vn'],
        phone: '0237 3871 001',
        changedAt: '2026-01-02T01:02:03.000Z',
      },
    },
    {
      ok: true,
      record: {
        kind: 'mailbox',
        code: 'd2f3e1f4-5b0e-403f-9a6e-1f3f6f1f2a3c',
        address: 'quach@ngoclac.example.vn',
        holderKind: 'PERSON',
        name: 'Quách Văn Đạt',
        title: 'Chuyên viên',
        unit: 'H56.14.3',
        state: 'LOCKED',
        quotaBytes: 2_147_483_648,
        unlimited: false,
        aliases: [],
        phone: '0912 000 001',
        officialCode: 'CB-17',
        changedAt: '2026-01-02T08:00:00.000Z',
      },
    },
  ]);
  // Line numbers of their names; nothing but the form's columns is kept.
  expect(boxes.map(({ record }) => record.place.line)).toEqual([4, 26]);
  expect(JSON.stringify(boxes)).not.toMatch(/CANARY|e1NTSEF9|passw/i);
});

test('an export of Active Directory is read: identifier of bytes, disabled accounts, FILETIME, one that is gone', async () => {
  const boxes = await read('ad.ldif.gz', gzipSync(golden('active-directory.ldif')));
  expect(boxes.map(({ decoded }) => decoded)).toEqual([
    {
      ok: true,
      record: {
        kind: 'mailbox',
        code: '00112233-4455-6677-8899-aabbccddeeff',
        address: 'hoa@ngoclac.example.vn',
        holderKind: 'PERSON',
        name: 'Lê Thị Hòa',
        unit: 'H56.14.41',
        state: 'LOCKED',
        lastUsedAt: '2024-12-30T02:40:00.000Z',
        createdAt: '2025-07-02T01:00:00.000Z',
        aliases: ['le.hoa@ngoclac.example.vn'],
        changedAt: '2026-01-01T00:00:00.000Z',
      },
    },
    {
      ok: true,
      record: {
        kind: 'mailbox',
        code: '00112233-4455-6677-8899-aabbccddeeff',
        // A file that does not say when: when it was laid.
        changedAt: '2024-08-25T23:58:20.000Z',
        deleted: true,
      },
    },
  ]);
});

test.each([
  ['c1f3e1f4-5b0e-103f-9a6e-123456789012', 'read'],
  ['c1f3e1f45b0e103f9a6e123456789012', 'read'],
  ['nv-038090001234', 'MaHop IS_IDENTITY'],
])('the identifier %s: %s, whatever digits of a UUID stand on end', async (uuid, expected) => {
  const [box] = await read('a.ldif', entry('', uuid));
  expect(box?.decoded.ok ? 'read' : box && problems(box.decoded).join()).toBe(expected);
});

test('names of a TCVN3 font in base64 are read right, its unit by the branch', async () => {
  const [box] = await read('cu.ldif', golden('tcvn3.ldif'));
  expect(box?.decoded).toMatchObject({
    ok: true,
    record: {
      name: 'Phạm Quách Thị Hạnh',
      title: 'Trưởng phòng Tài nguyên',
      unit: 'H56.14.41',
      state: 'LOCKED',
    },
  });
});

test('letters of a font behind base64 of UTF-8 are refused with advice, and read right once it is followed', async () => {
  const name = Buffer.from('NguyÔn V¨n Hïng').toString('base64');
  const title = Buffer.from('Tr\xadëng phßng').toString('base64');
  const content = entry(`displayName:: ${name}\ntitle:: ${title}\n`);
  const [refused] = await read('a.ldif', content);
  expect(refused && problems(refused.decoded)).toEqual([
    'TenHienThi WRONG_ENCODING',
    'ChucVu WRONG_ENCODING',
  ]);
  for (const columns of ['TenHienThi=tcvn3,ChucVu=tcvn3', 'displayName=tcvn3,TITLE=tcvn3']) {
    drop.remove();
    drop = folder();
    const [box] = await read('a.ldif', content, { SOURCE_MAILBOXES_ENCODING: columns });
    expect(box?.decoded).toMatchObject({
      ok: true,
      record: { name: 'Nguyễn Văn Hùng', title: 'Trưởng phòng' },
    });
  }
});

test.each([
  ['a change alone', 'dn: uid=a,dc=mau\nchangetype: modify\nreplace: cn\ncn: B\n-\n', ['CHANGE_RECORD']],
  ['a new name alone', 'dn: uid=a,dc=mau\nchangetype: modrdn\nnewrdn: uid=b\n', ['CHANGE_RECORD']],
  ['gone without a key', 'dn: uid=a,dc=mau\nchangetype: delete\n', ['MaHop MISSING']],
  ['no name', 'mail: a@mau.example.vn\n', ['BROKEN_LDIF']],
  ['no attribute on a line', entry('x\n'), ['BROKEN_LDIF']],
  ['broken base64', entry('title:: a*b=\n'), ['BROKEN_LDIF']],
  ['a value that is elsewhere', entry('title:< file:///etc/passwd\n'), ['title URL_NOT_FETCHED']],
  [
    'letters of another encoding',
    entry('title:: /w==\ndisplayName:: QuG6oW5n4bqhbg==\nou:: 4bqh\n'),
    ['title WRONG_ENCODING'],
  ],
  [
    'an unknown unit',
    entry('zimbraAccountStatus: active\n').replace('H56.14.41', 'Văn phòng'),
    ['DonVi BAD_CODE'],
  ],
  ['an unknown state', entry('zimbraAccountStatus: sleeping\n'), ['TrangThai NOT_IN_LIST']],
  ['an 11-digit number', entry('cccd: 38090000123\n'), ['SoDinhDanh BAD_IDENTITY']],
  [
    'an identity number for that of an official',
    entry('employeeNumber: H56.14.3/038090001234\n'),
    ['MaCanBo IS_IDENTITY'],
  ],
  ['a time that is none', entry('authTimestamp: 20251301000000Z\n'), ['LanDungCuoi BAD_DATE']],
] as [string, string, string[]][])('%s is refused by name', async (_, content, expected) => {
  const boxes = await read('a.ldif', content, { SOURCE_MAILBOXES_ATTRIBUTES: 'SoDinhDanh=cccd' });
  expect(boxes.map(({ decoded }) => problems(decoded))).toEqual([expected]);
});

test('comments, options, blank lines and the foot of ldapsearch are no records; a bad one does not take the next', async () => {
  const boxes = await read(
    'a.ldif',
    `# folded\n  comment\nversion: 1\n\n\n${entry('title;lang-vi: T\n')}\nno colon\n\n${entry('', 'b0f3e1f4-5b0e-103f-9a6e-1f3f6f1f2a3b')}\nsearch: 2\nresult: 0 Success\n`,
  );
  expect(boxes.map(({ decoded }) => (decoded.ok ? 'read' : problems(decoded)))).toEqual([
    'read',
    ['BROKEN_LDIF'],
    'read',
  ]);
});

test('a picture of many megabytes costs nothing, a wanted value of as many is refused alone', async () => {
  const big = 'QUJD'.repeat(3_000_000);
  const boxes = await read(
    'a.ldif',
    `${entry(`jpegPhoto:: ${big}\n`)}\n${entry(`title:: ${big}\n`)}\n${entry('', 'b0f3e1f4-5b0e-103f-9a6e-1f3f6f1f2a3b')}`,
  );
  expect(boxes.map(({ decoded }) => (decoded.ok ? 'read' : problems(decoded)))).toEqual([
    'read',
    ['TOO_LONG'],
    'read',
  ]);
});

test.each([
  ['empty values', 'title:\n'],
  ['folds of nothing', ' \n'],
])('%s without end are refused, though they hold no letter', async (_, line) => {
  const boxes = await read(
    'a.ldif',
    `${entry(`title: T\n${line.repeat(200_000)}`)}\n${entry('', 'b0f3e1f4-5b0e-103f-9a6e-1f3f6f1f2a3b')}`,
  );
  expect(boxes.map(({ decoded }) => (decoded.ok ? 'read' : problems(decoded)))).toEqual([
    ['TOO_LONG'],
    'read',
  ]);
});

test('what is elsewhere is told once, however often it is named', async () => {
  const [box] = await read('a.ldif', entry('title:< file:///a\n'.repeat(1_000)));
  expect(box && problems(box.decoded)).toEqual(['title URL_NOT_FETCHED']);
});

test('a file without an entry, or of another kind, is refused as one', async () => {
  expect((await read('a.ldif', 'version: 1\n\n# nothing\n')).map(({ decoded }) => problems(decoded))).toEqual(
    [['EMPTY_FILE']],
  );
  drop.remove();
  drop = folder();
  const zip = Buffer.from([0x50, 0x4b, 0x03, 0x04, 0x0a, 0x00]);
  expect((await read('a.ldif', zip)).map(({ decoded }) => problems(decoded))).toEqual([['NOT_WHAT_IT_SAYS']]);
});
