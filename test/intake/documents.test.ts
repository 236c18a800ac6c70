import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { systemPrincipal } from '../../src/access/principal.js';
import { documents } from '../../src/connectors/sources/documents/index.js';
import { fixedClock } from '../../src/domain/time.js';
import { createContents } from '../../src/files/index.js';
import { intakeFacts } from '../../src/intake/facts.js';
import { type IntakeDeps, runSync } from '../../src/intake/index.js';
import { quarantine } from '../../src/intake/quarantine.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { fillDistrict } from '../support/district.js';
import { Fixtures } from '../support/fixtures.js';
import { noStaging } from '../support/no-staging.js';

/** From a folder to the store and back to the sender: packages and the register of one document, in either order. */
const UNIT = 'H56.14.4';
const CODE = '000.00.00.H56,2024/08/20,12345/UBND-THKH';
const golden = readFileSync(
  new URL('../connectors/transport/edxml/golden/incoming.edxml', import.meta.url),
  'utf8',
).replaceAll(
  '000.00.14.H56</edXML:OrganId>\n          <edXML:OrganName>UBND huyện',
  `${UNIT}</edXML:OrganId>\n          <edXML:OrganName>UBND huyện`,
);
const revocation = golden
  .replace('Type>0</edXML:BussinessDocType', 'Type>1</edXML:BussinessDocType')
  .replace(
    '</edXML:BussinessDocReason>',
    `</edXML:BussinessDocReason><edXML:DocumentId>${CODE}</edXML:DocumentId>`,
  )
  .replace('15:30:00', '16:00:00');
const row = {
  MaVanBan: CODE,
  Huong: 'DEN',
  DonVi: UNIT,
  SoDen: '77',
  NgayDen: '21/08/2024',
  TacGia: 'UBND tỉnh',
  SoKyHieu: '12345/UBND-THKH',
  NgayVanBan: '20/08/2024',
  TrichYeu: 'Trích yếu trong sổ',
  TrangThai: 'HOAN_THANH',
  NgayCapNhat: '2024-08-22T08:00:00+07:00',
};

const clock = fixedClock('2024-08-26T00:00:00.000Z');
let store: TestDatabase;
let deps: IntakeDeps;
let dir: string;
const warnings: string[] = [];

beforeAll(async () => {
  store = await freshDatabase();
  await fillDistrict(store);
  deps = {
    ...{ database: store.database, sealer: store.sealer, clock, portals: [], warn: () => undefined },
    owe: () => Promise.resolve(),
  };
});
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'lienthong-documents-'));
  mkdirSync(join(dir, 'inbox'));
  warnings.length = 0;
  await store.database.query(
    `truncate document_trace, document_file, document_recipient, document, file_reference, quarantine, source_file, source_cursor cascade`,
  );
  await store.database.query(
    `delete from subject_version where subject_id in (select id from subject where kind = 'document')`,
  );
  await store.database.query(`delete from subject where kind = 'document'`);
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));
afterAll(async () => {
  await store.drop();
});

function lay(name: string, text: string): void {
  writeFileSync(join(dir, 'inbox', name), text);
  writeFileSync(join(dir, 'inbox', `${name}.ready`), '');
}

function sync() {
  const source = documents.create(
    { SOURCE_DOCUMENTS_URL: `file://${dir}`, SOURCE_DOCUMENTS_ACKNOWLEDGE: 'accepted' },
    {
      ...{ clock, staging: noStaging, contents: createContents(dir) },
      keyed: (text) => store.sealer.sign('natural-key', text).toString('hex'),
      warn: (message) => warnings.push(message),
    },
  );
  return runSync(deps, systemPrincipal('test'), source);
}

async function held(code = CODE) {
  const { rows } = await store.database.query<Record<string, unknown>>(
    `select d.state, d.subject, d.arrival_number, d.online, d.unit, d.direction, s.version,
        (select count(*)::integer from document_file f where f.document_id = d.subject_id) as files
      from document d join subject s on s.id = d.subject_id where d.code = $1`,
    [code],
  );
  return rows[0];
}

async function quarantined(): Promise<string[]> {
  const { rows } = await store.database.query<{ problems: { field: string; code: string }[] }>(
    'select problems from quarantine order by id',
  );
  return rows.flatMap(({ problems }) => problems.map(({ field, code }) => `${field} ${code}`));
}

const listed = (folder: string) => {
  try {
    return readdirSync(join(dir, folder)).sort();
  } catch {
    return [];
  }
};

test('a package is stored with its files, its sender is told, and it is moved', async () => {
  lay('a.edxml', golden);
  expect(await sync()).toMatchObject({ state: 'DONE', read: 1, stored: 1 });
  expect(await held()).toMatchObject({
    state: 'ARRIVED',
    unit: UNIT,
    direction: 'IN',
    online: true,
    files: 2,
  });
  expect(listed('done')).toEqual(['a.edxml', 'a.edxml.report.json']);
  expect(listed('outbox')).toEqual(['a.edxml.01.edxml', 'a.edxml.03.edxml']);
  const { rows } = await store.database.query<{ file: string }>(
    'select file from document_file order by position',
  );
  const path = rows[0]?.file.replace(/^kept:(..)(..)(.*)$/, '$1/$2/$1$2$3') ?? '';
  expect(readFileSync(join(dir, 'files', path), 'utf8')).toBe('%PDF-1.4\n%%EOF\n');
});

test('the same package again changes nothing and is answered again', async () => {
  lay('a.edxml', golden);
  await sync();
  lay('b.edxml', golden);
  expect(await sync()).toMatchObject({ read: 1, unchanged: 1 });
  expect(listed('outbox')).toContain('b.edxml.01.edxml');
});

test.each([
  ['the document, its row, then its revocation', ['a', 'row', 'revoke']],
  ['its revocation first', ['revoke', 'a', 'row']],
  ['its row first', ['row', 'revoke', 'a']],
])('%s: revoked, with all that was said', async (_, order) => {
  for (const each of order) {
    if (each === 'row') lay('so.jsonl', `${JSON.stringify(row)}\n`);
    else lay(`${each}.edxml`, each === 'a' ? golden : revocation);
    expect(await sync()).toMatchObject({ state: 'DONE', stored: 1 });
  }
  expect(await held()).toMatchObject({
    state: 'REVOKED',
    arrival_number: '77',
    subject: row.TrichYeu,
    files: 2,
    version: 3,
  });
});

test('a package whose manifest lies is refused, and the sender is told why', async () => {
  lay('a.edxml', golden.replace('<ContentId>a2', '<ContentId>a3'));
  expect(await sync()).toMatchObject({ state: 'DONE', quarantined: 1 });
  expect(await quarantined()).toEqual([
    'Attachment[1].ContentId NOT_IN_MANIFEST',
    'Reference[1].href CID_MISSING',
  ]);
  expect(listed('outbox')).toEqual(['a.edxml.02.edxml']);
  expect(readFileSync(join(dir, 'outbox', 'a.edxml.02.edxml'), 'utf8')).toContain('Reference[1].href');
  expect(await held()).toBeUndefined();
});

test('a bomb goes to failed/ and nothing else is hurt', async () => {
  lay('a.edxml', golden.replace('?>', '?><!DOCTYPE x [<!ENTITY a "b">]>'));
  lay('b.edxml', golden);
  expect(await sync()).toMatchObject({ state: 'DONE', read: 2, stored: 1, quarantined: 1 });
  expect(await quarantined()).toEqual([' DOCTYPE']);
  expect(listed('failed')).toEqual(['a.edxml', 'a.edxml.report.json']);
});

test('secret documents are refused, told, and kept nowhere', async () => {
  lay('a.edxml', golden.replace('<edXML:Subject>', '<edXML:Subject>[TỐI MẬT] '));
  lay('so.jsonl', `${JSON.stringify({ ...row, DoMat: 'Mật' })}\n`);
  expect(await sync()).toMatchObject({ state: 'DONE', read: 2, quarantined: 2 });
  expect((await quarantined()).sort()).toEqual(['DoMat SECRET', 'MessageHeader.Subject SECRET']);
  const { rows } = await store.database.query<{ raw: Buffer }>('select raw from quarantine');
  const raws = rows.map(({ raw }) => store.sealer.open(raw).toString('utf8'));
  expect(raws.join()).not.toMatch(/chuyển đổi số|Trích yếu/);
  expect(listed('files')).toEqual([]);
  expect(warnings).toHaveLength(2);
  expect(listed('outbox')).toEqual(['a.edxml.02.edxml']);
});

test('each secret document alarms until somebody discards it, whatever was discarded before', async () => {
  const alarms = async () =>
    (await intakeFacts(store.database, systemPrincipal('test'))).secrets.map(({ count }) => count);
  const discard = () => store.database.query("update quarantine set state = 'DISCARDED'");
  const { MaVanBan: _, ...keyless } = { ...row, DoMat: 'Mật', MaTacGia: '000.00.00.H56' };
  const secret = golden.replace('<edXML:Subject>', '<edXML:Subject>[TỐI MẬT] ');
  lay('so.jsonl', `${JSON.stringify(keyless)}\n`);
  lay('a.edxml', secret);
  expect(await sync()).toMatchObject({ quarantined: 2 });
  expect(await alarms()).toEqual([2]);
  await discard();
  expect(await alarms()).toEqual([]);

  lay('so-2.jsonl', `${JSON.stringify({ ...keyless, SoDen: '78', TrichYeu: 'Một văn bản khác' })}\n`);
  await sync();
  expect(await alarms()).toEqual([1]);
  await discard();

  lay('b.edxml', secret);
  await sync();
  expect(await alarms()).toEqual([1]);
  expect(await quarantined()).toHaveLength(3);
});

test('a secret row that a system holds still, read again from its address, stays discarded', async () => {
  const run = { client: store.database, sealer: store.sealer, runId: null, now: new Date(clock.now()) };
  const problems = [{ field: 'DoMat', code: 'SECRET', message: 'Văn bản mật' }];
  const read = () =>
    quarantine({ ...run, source: 'documents', kind: 'document' }, systemPrincipal('test'), [
      { raw: { raw: { DauVet: '1' }, place: { page: 1 } }, problems, references: [] },
    ]);
  await read();
  await store.database.query("update quarantine set state = 'DISCARDED'");
  await read();
  const { rows } = await store.database.query('select state, times from quarantine');
  expect(rows).toEqual([{ state: 'DISCARDED', times: 2 }]);
});

test('who did not issue a document cannot take it back', async () => {
  lay('a.edxml', golden);
  lay('b.edxml', revocation.replaceAll('000.00.00.H56</edXML:OrganId>', '000.00.99.H56</edXML:OrganId>'));
  expect(await sync()).toMatchObject({ stored: 1, quarantined: 1 });
  expect(await quarantined()).toEqual(['MessageHeader.From.OrganId NOT_THE_ISSUER']);
  expect(await held()).toMatchObject({ state: 'ARRIVED' });
});

test('what an agency said by a code that became known later is its own word from the next message on', async () => {
  const arrived = { ...row, TrangThai: 'DA_DEN' };
  const said = {
    Huong: 'DEN',
    DonVi: UNIT,
    Status: {
      ResponseFor: [{ DocumentId: CODE }],
      From: { OrganId: 'CU.14.4' },
      StatusCode: '06',
      Timestamp: '2024/08/22 09:00:00',
    },
  };
  lay('so.jsonl', `${JSON.stringify(arrived)}\n`);
  await sync();
  lay('xong.jsonl', `${JSON.stringify(said)}\n`);
  expect(await sync()).toMatchObject({ stored: 1 });
  expect(await held()).toMatchObject({ state: 'ARRIVED' });
  await store.database.query('insert into unit_alias (code, alias) values ($1, $2)', [UNIT, 'CU.14.4']);
  lay('so-2.jsonl', `${JSON.stringify({ ...arrived, NgayCapNhat: '2024-08-23T08:00:00+07:00' })}\n`);
  expect(await sync()).toMatchObject({ stored: 1 });
  expect(await held()).toMatchObject({ state: 'DONE' });
});

test('a package for a unit that is not known yet waits, and has arrived', async () => {
  lay('a.edxml', golden.replaceAll(`${UNIT}</edXML:OrganId>`, 'H56.14.77</edXML:OrganId>'));
  expect(await sync()).toMatchObject({ quarantined: 1 });
  expect(listed('outbox')).toEqual(['a.edxml.01.edxml', 'a.edxml.03.edxml']);
  await new Fixtures(store).unit('H56.14.77', 'Xã Mới', {});
  expect(await sync()).toMatchObject({ state: 'DONE', retaken: 1 });
  expect(await held()).toMatchObject({ state: 'ARRIVED', unit: 'H56.14.77', files: 2 });
});
