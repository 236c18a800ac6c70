import { createHash } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import { hashKey } from '../../../src/access/keys.js';
import { toGlobalId } from '../../../src/reads/global-id.js';
import type { TestDatabase } from '../../support/database.js';
import { fillDistrict } from '../../support/district.js';
import { Fixtures, type Values } from '../../support/fixtures.js';
import type { TestGateway } from '../../support/gateway.js';
import { type KindRow, recordKinds } from '../../support/kinds/index.js';
import { TYPES } from './lines.js';

/** Something with a global id, and what decides whose it is. */
export interface Thing {
  type: string;
  id: string;
  /** Of a dossier, a notice, a delivery or a lane: the dossier's or notice's code. */
  code?: string;
  /** Of a replay: the unit of who asked for it. Of what is shown and not carried, and of signatures in its files: whose it is. */
  unit?: string | null;
}

/** Whose key → the dossiers, by the end of their codes, and the notices for which it sees what is owed. Written by hand. */
export interface Asker {
  unit?: string;
  dossiers: string[];
  notices: string[];
  /** The units of whose rows of today it sees, among {@link UNITS_WITH_KINDS}; absent: all. */
  units?: string[];
}

/** Each of these has one of every kind that is shown and not carried. */
export const UNITS_WITH_KINDS = ['H56.14.3', 'H56.14.3.1', 'H56.14.4', 'H56.900'];

const EVERY = '0001 0002 0003 0004 0005 0006 0007 0008 0009 0010 0011 0012'.split(' ');

export const ASKERS: Readonly<Record<string, Asker>> = {
  'the whole district': { dossiers: EVERY, notices: ['TIN-1', 'TIN-2', 'TIN-4', 'TIN-9'] },
  'the district’s own unit: all that is below it': {
    unit: 'H56.14',
    dossiers: EVERY,
    notices: ['TIN-1', 'TIN-2', 'TIN-4', 'TIN-9'],
  },
  'an ended unit: its own, its desk’s, what had gone into it, and its successor’s since': {
    unit: 'H56.14.3',
    dossiers: ['0001', '0002', '0004', '0006'],
    notices: ['TIN-9'],
    units: ['H56.14.3', 'H56.14.3.1', 'H56.900'],
  },
  'a desk: its own only': { unit: 'H56.14.3.1', dossiers: ['0002'], notices: [], units: ['H56.14.3.1'] },
  'a successor: its own and all that went into it, over two steps too, yet not a half': {
    unit: 'H56.900',
    dossiers: ['0001', '0002', '0004', '0006'],
    notices: ['TIN-9'],
    units: ['H56.14.3', 'H56.14.3.1', 'H56.900'],
  },
  'a unit that others went into: theirs, and what it works on for another': {
    unit: 'H56.14.4',
    dossiers: ['0003', '0005', '0008', '0009', '0010', '0011'],
    notices: ['TIN-4'],
    units: ['H56.14.4'],
  },
  'one of these: its successor’s since, and nothing of the other': {
    unit: 'H56.14.5',
    dossiers: ['0005', '0009', '0010'],
    notices: [],
    units: ['H56.14.4'],
  },
  'one that was divided: both successors’ since': {
    unit: 'H56.14.6',
    dossiers: ['0004', '0005', '0007', '0010'],
    notices: ['TIN-9'],
    // What an ended unit says today is its successor's.
    units: ['H56.14.3', 'H56.14.3.1', 'H56.14.4', 'H56.900'],
  },
  'one whose successor has no day yet': { unit: 'H56.14.8', dossiers: ['0012'], notices: [], units: [] },
  'a unit that is none': { unit: 'H56.77', dossiers: [], notices: [], units: [] },
};

/** A key of an asker, past what makes keys: that refuses one of a unit that is none. */
export async function keyOf(
  { database }: TestDatabase,
  gateway: TestGateway,
  { unit }: Asker,
  wanted: Parameters<TestGateway['key']>[0],
): Promise<string> {
  const key = await gateway.key(wanted);
  await database.query('update service_key set unit = $2 where hash = $1', [hashKey(key), unit ?? null]);
  return key;
}

/** Written into each personal field of a dossier: nothing of it may reach whoever sees another only. */
export const markOf = (code: string) => `chu-${code.slice(-4)}-${code.length}`;

const REFORM = '2025-06-30T17:00:00Z';

/** A district with every kind of ending, a dossier of each, and for each of these lanes, deliveries, tries and a trace. */
export async function fillGround(test: TestDatabase): Promise<Thing[]> {
  const { accounts, dossiers } = await fillDistrict(test);
  const fixtures = new Fixtures(test);
  const ended = (valid_to: string | null, ...successors: string[]) => ({ valid_to, successors });
  await fixtures.unit('H56.14.2', 'Xã Cũ', ended('2019-12-31T17:00:00Z', 'H56.14.3'));
  await fixtures.unit('H56.14.5', 'Xã Cao Thịnh', ended(REFORM, 'H56.14.4'));
  await fixtures.unit('H56.14.6', 'Xã Chia Đôi', ended(REFORM, 'H56.14.4', 'H56.900'));
  await fixtures.unit('H56.14.7', 'Xã Bên', ended(REFORM, 'H56.14.4'));
  await fixtures.unit('H56.14.8', 'Xã Chưa Đến Ngày', ended(null, 'H56.14.4'));
  const add = async (number: string, unit: string, received_at: string | null, more: Values = {}) => {
    const code = `H56.14-240899-${number}`;
    dossiers.set(code, await fixtures.dossier(code, { receiving_unit: unit, received_at, ...more }));
  };
  await add('0006', 'H56.14.2', '2018-03-01T02:00:00Z');
  await add('0007', 'H56.14.6', '2024-08-24T02:00:00Z');
  await add('0008', 'H56.14.7', '2024-08-24T02:00:00Z');
  await add('0009', 'H56.14.5', '2024-08-24T02:00:00Z');
  await add('0010', 'H56.14', '2025-08-03T02:00:00Z', { processing_unit: 'H56.14.4' });
  await add('0011', 'H56.14.4', null, { submitted_at: '2024-08-01T02:00:00Z', state: 3 });
  await add('0012', 'H56.14.8', '2024-08-24T02:00:00Z');
  const notices = new Map([
    ['TIN-4', await fixtures.notice('TIN-4', { unit: 'H56.14.4' })],
    ['TIN-9', await fixtures.notice('TIN-9', { unit: 'H56.900', published_at: '2025-08-20T01:00:00Z' })],
  ]);
  for (const [code, subject] of [...dossiers, ...notices]) await carry(fixtures, accounts, code, subject);
  const kinds = await recordKinds(test, UNITS_WITH_KINDS);
  await askAndLook(fixtures, dossiers);
  for (const { subject, code } of kinds.filter(({ kind }) => kind === 'document'))
    await sign(fixtures, code, subject);
  await nameDossiers(test);
  return [
    ...(await thingsOf(test)),
    ...kinds.map(({ type, id, code, unit }: KindRow) => ({ type, id, code, unit })),
  ];
}

/** One lane at each portal with a delivery that settled and was tried; and marks in what is personal. */
async function carry(
  fixtures: Fixtures,
  accounts: { national: string; provincial: string },
  code: string,
  subject: string,
): Promise<void> {
  const mark = markOf(code);
  const isDossier = code.startsWith('H56');
  const entry = isDossier
    ? await fixtures.entry(subject, '2024-08-23T05:00:00Z', 4, { note: mark })
    : undefined;
  for (const portal of ['national', 'provincial'] as const) {
    const lane = await fixtures.lane(subject, portal, accounts[portal], {
      form: 'legal',
      remote_exists: portal === 'national',
      accepted_version: portal === 'national' ? 1 : null,
      ready_at: '2024-08-24T00:00:00Z',
      wait_reason: `WAITS_${portal}`,
    });
    const held = portal === 'national' ? {} : { state: 'HELD', hold_reason: 'MISSING_FIELD' };
    const owed: Values[] = [held];
    if (portal === 'national' && entry !== undefined) owed.push({ kind: 'ENTRY', entry_id: entry });
    for (const more of owed) {
      const delivery = await fixtures.delivery(lane, { state: 'REFUSED', message: mark, ...more });
      await fixtures.attempt(delivery, lane, accounts[portal], portal, { message: mark });
    }
  }
  await sign(fixtures, code, subject);
  if (!isDossier) return;
  const { sealer } = fixtures.test;
  await fixtures.test.database.query(
    `update dossier set applicant_name = $2, summary = $2, rating_content = $2, phone = $3, email = $3, address = $3,
        identity_number = $3, national_account_id = $3, search_text = lower(code) || ' ' || $2 where subject_id = $1`,
    [subject, mark, sealer.seal(mark)],
  );
  await fixtures.insert('dossier_supplement', {
    id: Number(subject) + 1_000,
    dossier_id: subject,
    position: 9,
    source_id: '9',
    content: mark,
    requested_at: '2024-08-23T01:45:00Z',
  });
}

/** Documents of two units name a dossier each, which whoever sees the document sees too. */
async function nameDossiers({ database }: TestDatabase): Promise<void> {
  await database.query(
    `update document d set dossiers = array[n.code] from (values ('H56.900', 'H56.14-250801-0004'), ('H56.14.4', 'H56.14-250802-0005'))
       as n (unit, code) where d.unit = n.unit`,
  );
}

/** A kept file with a signature. */
async function sign(fixtures: Fixtures, code: string, subject: string): Promise<void> {
  const sha256 = createHash('sha256').update(code).digest();
  await fixtures.insert('kept_file', { sha256, bytes: 1, media_type: 'application/pdf' });
  const reference = { id: uuid(), subject_id: subject, origin: 'one-stop', reference: 'kq.pdf', name: 'kq' };
  await fixtures.insert('file_reference', { ...reference, sha256 });
  const checked_at = '2024-08-24T00:00:00Z';
  await fixtures.insert('signed_file', { sha256, trust: sha256, checked_at });
  const said = { format: 'PADES', is_timestamp: false, result: 'INDETERMINATE', search_text: '' };
  const { id } = await fixtures.insert('file_signature', { sha256, position: 0, ...said });
  const check = { name: 'CHAIN', state: 'UNKNOWN', reason: 'NO_CERTIFICATE_CHAIN_FOUND', message: 'none' };
  await fixtures.insert('file_signature_check', { signature_id: id, position: 2, ...check });
}

async function askAndLook(fixtures: Fixtures, dossiers: ReadonlyMap<string, string>): Promise<void> {
  for (const unit of [null, 'H56.14.4', 'H56.900']) {
    await fixtures.insert('replay', {
      id: uuid(),
      requested_by: `asked for ${unit}`,
      unit,
      filter: JSON.stringify({ states: ['REFUSED'] }),
      total: 1,
      token_hash: Buffer.from(`token of ${unit}`),
    });
  }
  await fixtures.insert('access_record', {
    id: uuid(),
    principal_id: 'x',
    principal_name: 'x',
    role: 'officer',
    request_id: 'x',
    reads: JSON.stringify([{ type: 'Dossier', fields: ['summary'], subjects: [...dossiers.values()] }]),
    subjects: [...dossiers.values()],
  });
}

const THINGS: Readonly<Record<string, string>> = {
  Dossier: 'select subject_id as key, code from dossier',
  Notice: 'select subject_id as key, code from notice',
  Delivery:
    'select d.id as key, s.natural_key as code from delivery d join lane l on l.id = d.lane_id join subject s on s.id = l.subject_id',
  Lane: 'select l.id as key, s.natural_key as code from lane l join subject s on s.id = l.subject_id',
  ReplayRun: 'select id as key, unit from replay',
  QuarantinedRecord: 'select id as key from quarantine',
  AccessRecord: 'select id as key from access_record',
  SyncRun: 'select id as key from sync_run',
  Comparison: 'select id as key from comparison',
  Difference: 'select id as key, natural_key as code from difference',
  Signature: `select f.id as key, s.natural_key as code, d.unit from file_signature f join file_reference r using (sha256)
      join subject s on s.id = r.subject_id left join document d on d.subject_id = s.id`,
  Unit: 'select subject_id as key from unit',
  Procedure: 'select subject_id as key from procedure',
};

async function thingsOf({ database }: TestDatabase): Promise<Thing[]> {
  const all: Thing[] = [];
  for (const [type, text] of Object.entries(THINGS)) {
    const { rows } = await database.query<{ key: string; code?: string; unit?: string | null }>(text);
    for (const { key, ...more } of rows) all.push({ type, id: toGlobalId(type, key), ...more });
  }
  return all;
}

/** Whether a thing is for this asker, by the hand-written tables alone. */
export function isFor({ unit, dossiers, notices, units }: Asker, thing: Thing): boolean {
  switch (TYPES[thing.type]?.rows) {
    case 'unit':
      if (thing.unit != null) return units === undefined || units.includes(thing.unit);
      return (
        unit === undefined ||
        dossiers.includes(thing.code?.slice(-4) ?? '') ||
        notices.includes(thing.code ?? '')
      );
    case 'district':
      return unit === undefined;
    case 'asker':
      return unit === undefined || thing.unit === unit;
    case 'own':
      return units === undefined || units.includes(thing.unit ?? '');
    case 'everybody':
      return true;
    default:
      throw new TypeError(`${thing.type} has no line that says whose it is`);
  }
}
