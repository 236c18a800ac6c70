import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { signatures } from '../../../src/connectors/sources/signatures/index.js';
import { fixedClock } from '../../../src/domain/time.js';
import { TemporaryStaging } from '../../../src/store/staging.js';
import { freshDatabase, type TestDatabase } from '../../support/database.js';
import { noContents } from '../../support/no-contents.js';

/* Certificates made by openssl, as files of the drop: DER, PEM, bundles, with and without a side file. */
const NOW = Date.parse('2026-12-01T03:00:00.000Z');
const CERTIFICATES = join(import.meta.dirname, '../../files/signatures/fixtures/certificates');
const pem = (name: string) => readFileSync(join(CERTIFICATES, `${name}.pem`));

let store: TestDatabase;
let folder: string;
beforeAll(async () => {
  store = await freshDatabase();
});
afterAll(() => store?.drop());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lienthong-certificates-'));
  mkdirSync(join(folder, 'inbox'));
  return () => rmSync(folder, { recursive: true, force: true });
});

const lay = (name: string, ...content: (Buffer | string)[]) => {
  writeFileSync(join(folder, 'inbox', name), Buffer.concat(content.map((one) => Buffer.from(one))));
  writeFileSync(join(folder, 'inbox', `${name}.ready`), '');
};

/** What came of each record: the certificate's unit and holder, or what is wrong. */
async function taken(now = NOW): Promise<string[]> {
  const source = signatures.create(
    { SOURCE_SIGNATURES_URL: pathToFileURL(folder).href },
    {
      ...{ clock: fixedClock(new Date(now).toISOString()), contents: noContents, warn: () => undefined },
      staging: new TemporaryStaging(store.database),
    },
  );
  const told: string[] = [];
  const run = { signal: AbortSignal.timeout(10_000), now };
  for await (const { records } of source.pull(undefined, run)) {
    for (const record of records) {
      // Nothing of a key may go on to quarantine.
      expect(JSON.stringify(record)).not.toContain('S0hPQUJJTUFU');
      const decoded = source.decode(record, { now });
      if (!decoded.ok) {
        told.push(decoded.problems.map(({ field, code }) => `${field} ${code}`).join(', '));
      } else if (decoded.record.kind === 'certificate') {
        const { serial, unit, holderKind, personalId, state, changedAt } = decoded.record;
        told.push(
          [serial, unit, holderKind, personalId, state, changedAt.slice(0, 10)].filter(Boolean).join(' '),
        );
      }
    }
  }
  return told;
}

const SIDE = 'SoSerial,DonVi,LoaiChuThe,ThietBi,TrangThai,NgayCapNhat\n';
const OFFICER = '1A2B3C4D5E6F01';

test('a DER file with its side file', async () => {
  lay('hoa.cer', readFileSync(join(CERTIFICATES, 'officer.der')));
  lay('hoa.don-vi.csv', SIDE, `${OFFICER},H56.14.41,PERSON,TOKEN,,\n`);
  expect(await taken()).toEqual([`${OFFICER} H56.14.41 PERSON VALID 2024-01-01`]);
});

test('a bundle: each by itself, an authority and what is missing told', async () => {
  lay('ca-xa.pem', pem('officer'), pem('issuer'), pem('agency'));
  lay('ca-xa.don-vi.csv', SIDE, `${OFFICER},H56.14.41,PERSON,,SUSPENDED,2026-11-01 08:00:00\n`);
  const [officer, issuer, agency] = await taken();
  expect(officer).toBe(`${OFFICER} H56.14.41 PERSON SUSPENDED 2026-11-01`);
  expect(issuer).toBe('ChungThu AUTHORITY_CERTIFICATE');
  expect(agency).toBe('LoaiChuThe MISSING, DonVi MISSING');
});

test('a side file may not say otherwise than the certificate', async () => {
  lay('hoa.crt', pem('officer'));
  lay(
    'hoa.don-vi.csv',
    'SoSerial,DonVi,LoaiChuThe,ChuThe\n',
    `${OFFICER},H56.14.41,PERSON,"CN=Người khác,C=VN"\n`,
  );
  expect(await taken()).toEqual(['ChuThe CERTIFICATE_DIFFERS']);
});

test('what is no certificate, and a private key', async () => {
  lay('a.der', 'không phải chứng thư');
  const key = '-----BEGIN PRIVATE KEY-----\nS0hPQUJJTUFU\n-----END PRIVATE KEY-----\n';
  lay('b.pem', key, pem('officer'));
  lay('c.pem', '-----BEGIN X509 CRL-----\nMIIB\n-----END X509 CRL-----\n');
  lay('d.crt', '-----BEGIN CERTIFICATE-----\n');
  expect(await taken()).toEqual([
    'ChungThu BAD_CERTIFICATE',
    'ChungThu PRIVATE_KEY',
    'LoaiChuThe MISSING, DonVi MISSING',
    'ChungThu BAD_CERTIFICATE',
    'ChungThu BAD_CERTIFICATE',
  ]);
});

test.skipIf(spawnSync('which', ['openssl']).status !== 0)(
  'what the subject proves needs no side file',
  async () => {
    const made = (name: string, subject: string) => {
      const { status, stdout } = spawnSync('openssl', [
        ...[
          'req',
          '-x509',
          '-newkey',
          'rsa:2048',
          '-nodes',
          '-keyout',
          '/dev/null',
          '-utf8',
          '-subj',
          subject,
        ],
        ...['-set_serial', '0x77', '-addext', 'basicConstraints=critical,CA:FALSE', '-outform', 'DER'],
      ]);
      expect(status).toBe(0);
      lay(name, stdout);
    };
    made('1.der', '/C=VN/O=UBND xã Ngọc Lặc/OU=H56.14.41/UID=CCCD:038190000123/CN=Nguyễn Thị Hoa');
    made('2.der', '/C=VN/OU=000.41.14.H56/O=UBND xã Ngọc Lặc/CN=UBND xã Ngọc Lặc');
    made('3.der', '/C=VN/O=UBND xã Ngọc Lặc/UID=MST:2801234567/CN=Văn thư');
    // They are valid from the moment on which openssl made them.
    const told = (await taken(Date.now())).map((line) => line.replace(/ \d{4}-\d\d-\d\d$/, ''));
    expect(told).toEqual([
      '77 H56.14.41 PERSON 038190000123 VALID',
      '77 000.41.14.H56 AGENCY VALID',
      'LoaiChuThe MISSING, DonVi MISSING',
    ]);
  },
);
