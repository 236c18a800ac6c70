import { v7 as uuid } from 'uuid';
import { fold } from '../../src/domain/fold.js';
import type { ProcedureRecord } from '../../src/domain/procedure.js';
import type { TestDatabase } from './database.js';

/** Values that must never leave unmasked: no real person's. */
export const CITIZEN = {
  name: 'Nguyễn Thử Nghiệm',
  identityNumber: '038299001223',
  phone: '0912000345',
  email: 'thu.nghiem@example.vn',
  address: 'Số 4, phố Thử, Ngọc Lặc',
  nationalAccountId: 'TECH0000123',
};

export type Values = Record<string, unknown>;

/** Writes rows as tests want them, past intake and ledger. */
export class Fixtures {
  constructor(readonly test: TestDatabase) {}

  async insert(table: string, values: Values): Promise<Values> {
    const names = Object.keys(values);
    const places = names.map((_name, at) => `$${at + 1}`);
    const { rows } = await this.test.database.query<Values>(
      `insert into ${table} (${names.join(', ')}) values (${places.join(', ')}) returning *`,
      Object.values(values),
    );
    return rows[0] ?? {};
  }

  async subject(kind: string, key: string, origin: string, versions = 1, record = {}): Promise<string> {
    const { id } = await this.insert('subject', {
      kind,
      origin,
      natural_key: key,
      version: versions,
      content_hash: Buffer.alloc(32, 1),
      changed_at: '2024-08-23T02:00:00Z',
      read_at: '2024-08-23T03:00:00Z',
    });
    for (let version = 1; version <= versions; version += 1) {
      await this.insert('subject_version', {
        subject_id: id,
        version,
        content_hash: Buffer.alloc(32, version),
        changed_at: '2024-08-23T02:00:00Z',
        snapshot: this.test.sealer.sealJson({ ...record, version }),
      });
    }
    return String(id);
  }

  async unit(code: string, name: string, more: Values = {}): Promise<void> {
    const subject_id = await this.subject('unit', code, 'units');
    const base = {
      subject_id,
      code,
      name,
      parent_code: 'H56.14',
      level: 'XA',
      search_text: fold(`${code} ${name}`),
    };
    await this.insert('unit', { ...base, ...more });
  }

  async procedure(code: string, name: string, more: Values = {}): Promise<void> {
    // Whole: a dossier shows its procedure as it was on its day.
    const record: ProcedureRecord = {
      kind: 'procedure',
      code,
      name,
      fieldCode: 'G09',
      fieldName: 'Hộ tịch',
      levels: ['CAP_XA'],
      onlineLevel: 'TOAN_TRINH',
      changedAt: '2024-08-23T02:00:00.000Z',
    };
    const subject_id = await this.subject('procedure', code, 'procedures', 1, record);
    await this.insert('procedure', {
      subject_id,
      code,
      name,
      field_code: 'G09',
      field_name: 'Hộ tịch',
      levels: ['CAP_XA'],
      online_level: 'TOAN_TRINH',
      search_text: fold(`${code} ${name}`),
      ...more,
    });
  }

  async dossier(code: string, more: Values = {}): Promise<string> {
    const { sealer } = this.test;
    const subject_id = await this.subject('dossier', code, 'one-stop', 2);
    const summary = `Đăng ký khai sinh cho con của ${CITIZEN.name}`;
    await this.insert('dossier', {
      subject_id,
      code,
      procedure_code: '1.001193',
      receiving_unit: 'H56.14.3',
      channel: 2,
      applicant_type: 1,
      applicant_name: CITIZEN.name,
      identity_type: 1,
      identity_number: sealer.seal(CITIZEN.identityNumber),
      identity_number_hash: sealer.keyedHash(CITIZEN.identityNumber),
      phone: sealer.seal(CITIZEN.phone),
      email: sealer.seal(CITIZEN.email),
      address: sealer.seal(CITIZEN.address),
      national_account_id: sealer.seal(CITIZEN.nationalAccountId),
      summary,
      received_at: '2024-08-23T01:30:00Z',
      state: 4,
      search_text: fold(`${code} ${CITIZEN.name} ${summary}`),
      ...more,
    });
    return subject_id;
  }

  async entry(dossierId: string, at: string, state: number, more: Values = {}): Promise<number> {
    const { id } = await this.insert('trace_entry', {
      dossier_id: dossierId,
      at,
      state,
      actor: 'Cán bộ Một Cửa',
      ordinal: 0,
      note: `Tiếp nhận của ${CITIZEN.name}`,
      content_hash: Buffer.alloc(32, 3),
      first_version: 1,
      ...more,
    });
    return Number(id);
  }

  async notice(code: string, more: Values = {}): Promise<string> {
    const subject_id = await this.subject('notice', code, 'notices');
    const title = `Thông báo ${code}`;
    await this.insert('notice', {
      subject_id,
      code,
      title,
      body: '<p>Nội dung</p>',
      category: 'CHINH_SACH',
      published_at: '2024-08-20T01:00:00Z',
      unit: 'H56.14',
      search_text: fold(`${code} ${title}`),
      ...more,
    });
    return subject_id;
  }

  async account(portal: string, agency = 'H56.14'): Promise<string> {
    await this.test.database.query('insert into portal (code) values ($1) on conflict do nothing', [portal]);
    const { id } = await this.insert('portal_account', { portal, agency_code: agency });
    return String(id);
  }

  async lane(
    subjectId: string,
    portal: string,
    accountId: string | null,
    more: Values = {},
  ): Promise<string> {
    const { id } = await this.insert('lane', {
      subject_id: subjectId,
      portal,
      form: 'record',
      account_id: accountId,
      ...more,
    });
    return String(id);
  }

  async delivery(laneId: string, more: Values = {}): Promise<string> {
    const id = uuid();
    await this.insert('delivery', { id, lane_id: laneId, kind: 'RECORD', version: 1, ...more });
    return id;
  }

  async attempt(
    deliveryId: string,
    laneId: string,
    accountId: string,
    portal: string,
    more: Values = {},
  ): Promise<void> {
    const exchangeId = uuid();
    await this.insert('exchange', {
      id: exchangeId,
      account_id: accountId,
      portal,
      task: 'SEND',
      operation: 'dossier',
      lanes: [laneId],
      fences: ['1'],
      deliveries: [deliveryId],
      worker: 'test',
      sent_at: '2024-08-23T02:00:01Z',
      answered_at: '2024-08-23T02:00:02Z',
      http_status: 200,
      request: this.test.sealer.seal('the payload'),
    });
    await this.insert('attempt', {
      id: uuid(),
      exchange_id: exchangeId,
      delivery_id: deliveryId,
      number: 1,
      outcome: 'ACCEPTED',
      ...more,
    });
  }
}
