import { v7 as uuid } from 'uuid';
import type { TestDatabase } from './database.js';
import { CITIZEN, Fixtures, type Values } from './fixtures.js';

export interface Filled {
  accounts: { national: string; provincial: string };
  /** Dossier code → subject id, the first received last. */
  dossiers: Map<string, string>;
  notice: string;
  /** Delivery ids by what they are. */
  deliveries: { delivered: string; held: string; pending: string; entry: string; notice: string };
}

/** A small district: an ended commune and its successor, a district office, five dossiers, a notice, both portals. */
export async function fillDistrict(test: TestDatabase): Promise<Filled> {
  const fixtures = new Fixtures(test);
  await fixtures.unit('H56.14', 'UBND huyện Ngọc Lặc', { parent_code: null, level: 'HUYEN' });
  await fixtures.unit('H56.14.3', 'Xã Mỹ Tân', { valid_to: '2025-06-30T17:00:00Z', successors: ['H56.900'] });
  await fixtures.unit('H56.14.3.1', 'Một cửa xã Mỹ Tân', { parent_code: 'H56.14.3', level: 'PHONG_BAN' });
  await fixtures.unit('H56.14.4', 'Xã Thạch Lập');
  await fixtures.unit('H56.900', 'Xã Ngọc Lặc', { parent_code: 'H56', valid_from: '2025-06-30T17:00:00Z' });
  await fixtures.procedure('1.001193', 'Đăng ký khai sinh', { term_amount: 1, term_unit: 'NGAY_LAM_VIEC' });
  await fixtures.procedure('2.000815', 'Chứng thực bản sao từ bản chính');
  const national = await fixtures.account('national');
  const provincial = await fixtures.account('provincial');

  const dossiers = new Map<string, string>();
  const add = async (code: string, more: Values) => dossiers.set(code, await fixtures.dossier(code, more));
  await add('H56.14-240823-0001', { rating_level: 1, rating_content: 'Tốt', flags: ['REOPENED'] });
  await add('H56.14-240823-0002', {
    receiving_unit: 'H56.14.3.1',
    received_at: '2024-08-23T02:30:00Z',
    state: 10,
    rating_content: 'Nhanh',
  });
  await add('H56.14-240824-0003', {
    receiving_unit: 'H56.14.4',
    received_at: '2024-08-24T01:30:00Z',
    state: 9,
  });
  await add('H56.14-250801-0004', { receiving_unit: 'H56.900', received_at: '2025-08-01T01:30:00Z' });
  await add('H56.14-250802-0005', {
    receiving_unit: 'H56.14.4',
    received_at: null,
    state: 1,
    procedure_code: '2.000815',
  });
  const first = dossiers.get('H56.14-240823-0001') ?? '';
  const entry = await fixtures.entry(first, '2024-08-23T01:30:00Z', 2);
  await fixtures.entry(first, '2024-08-23T02:00:00Z', 4, { actor: 'Cán bộ Tư Pháp' });
  await fixtures.insert('dossier_component', {
    id: 1,
    dossier_id: first,
    position: 0,
    name: 'Tờ khai',
    file: 'a.pdf',
  });
  await fixtures.insert('dossier_result', { id: 2, dossier_id: first, position: 0, name: 'Giấy khai sinh' });
  await fixtures.insert('dossier_fee', {
    dossier_id: first,
    position: 0,
    name: 'Lệ phí',
    amount: '15000.00',
    type: 2,
  });
  await fixtures.insert('dossier_supplement', {
    id: 3,
    dossier_id: first,
    position: 0,
    source_id: '77',
    content: 'Thiếu giấy chứng sinh',
    requested_at: '2024-08-23T01:45:00Z',
  });

  const lane = await fixtures.lane(first, 'national', national, { remote_exists: true, accepted_version: 1 });
  const delivered = await fixtures.delivery(lane, { state: 'DELIVERED' });
  await fixtures.attempt(delivered, lane, national, 'national');
  await fixtures.insert('receipt', {
    id: uuid(),
    delivery_id: delivered,
    portal: 'national',
    form: 'record',
    kind: 'RECORD',
    subject_kind: 'dossier',
    key_hash: Buffer.alloc(32),
    version: 1,
    phase: 'PUBLISH',
    generation: 0,
    content_hash: Buffer.alloc(32),
    proof: 'ANSWER',
    accepted_at: '2024-08-23T02:00:02Z',
  });
  const entryDelivery = await fixtures.delivery(lane, { kind: 'ENTRY', entry_id: entry });
  const second = await fixtures.lane(first, 'provincial', provincial, { wait_reason: 'RECORD_HELD' });
  const held = await fixtures.delivery(second, {
    state: 'HELD',
    hold_reason: 'MISSING_FIELD',
    hold_field: 'Email',
    message: `Số ${CITIZEN.identityNumber} của ${CITIZEN.email} không hợp lệ`,
  });
  const other = await fixtures.lane(dossiers.get('H56.14-240824-0003') ?? '', 'national', national, {
    ready_at: '2024-08-24T00:00:00Z',
  });
  const pending = await fixtures.delivery(other);
  const notice = await fixtures.notice('TIN-1', { document_number: '12/TB-UBND' });
  await fixtures.notice('TIN-2', { category: 'HOAT_DONG', published_at: '2024-08-21T01:00:00Z' });
  await fixtures.insert('notice_attachment', {
    notice_id: notice,
    position: 0,
    name: 'Kèm theo',
    file: 'b.pdf',
  });
  const noticeLane = await fixtures.lane(notice, 'provincial', provincial, { form: 'article' });
  const noticeDelivery = await fixtures.delivery(noticeLane, { state: 'DELIVERED' });

  const run = uuid();
  await fixtures.insert('sync_run', {
    id: run,
    source: 'one-stop',
    started_at: '2024-08-23T03:00:00Z',
    finished_at: '2024-08-23T03:00:09Z',
    state: 'DONE',
    read: 6,
    stored: 5,
    quarantined: 1,
  });
  await fixtures.insert('quarantine', {
    id: uuid(),
    source: 'one-stop',
    kind: 'dossier',
    natural_key: 'H56.14-240823-0009',
    place: { file: 'a.jsonl', line: 7 },
    problems: JSON.stringify([
      { field: 'DonVi', code: 'UNKNOWN_UNIT', message: 'đơn vị không có trong danh mục' },
    ]),
    raw: test.sealer.seal('{}'),
    raw_hash: Buffer.alloc(32, 9),
    waits_for: ['unit:H56.14.99'],
    sync_run_id: run,
    first_seen_at: '2024-08-23T03:00:01Z',
    last_seen_at: '2024-08-23T03:00:01Z',
  });
  await fillComparison(fixtures);
  return {
    accounts: { national, provincial },
    dossiers,
    notice,
    deliveries: { delivered, held, pending, entry: entryDelivery, notice: noticeDelivery },
  };
}

/** A night's comparison: a dossier that changed quietly, one that went away, one that is right again, a row without a key. */
async function fillComparison(fixtures: Fixtures): Promise<void> {
  await fixtures.insert('comparison', {
    id: uuid(),
    source: 'one-stop',
    started_at: '2024-08-24T20:15:00Z',
    finished_at: '2024-08-24T20:15:09Z',
    state: 'DONE',
    read: 7,
    changed: 1,
    gone: 1,
    missed: 1,
    closed: 1,
  });
  const found = async (problem: string, more: Values) =>
    fixtures.insert('difference', {
      id: uuid(),
      source: 'one-stop',
      kind: 'dossier',
      problem,
      identity: more['natural_key'],
      first_found_at: '2024-08-24T20:15:09Z',
      last_found_at: '2024-08-24T20:15:09Z',
      ...more,
    });
  await found('CHANGED', {
    natural_key: 'H56.14-240823-0001',
    unit: 'H56.14.3',
    source_changed_at: '2024-08-23T02:00:00Z',
    stored_changed_at: '2024-08-23T02:00:00Z',
    first_found_at: '2024-08-23T20:15:09Z',
    times: 2,
  });
  await found('GONE', {
    natural_key: 'H56.14-240824-0003',
    unit: 'H56.14.4',
    stored_changed_at: '2024-08-23T02:00:00Z',
  });
  await found('GONE', {
    natural_key: 'H56.14-250802-0005',
    unit: 'H56.14.4',
    last_found_at: '2024-08-24T20:15:08Z',
    closed_at: '2024-08-25T20:15:09Z',
  });
  await found('MISSED', { identity: `#${'ab'.repeat(32)}`, place: 'a.csv, dòng (line) 9' });
}
