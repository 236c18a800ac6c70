import { v7 as uuidv7 } from 'uuid';
import { systemPrincipal } from '../../src/access/principal.js';
import { decodeNotice } from '../../src/connectors/sources/notices/mapping.js';
import { decodeDossier } from '../../src/connectors/sources/one-stop/mapping.js';
import { decodeProcedure } from '../../src/connectors/sources/procedures/mapping.js';
import { decodeUnit } from '../../src/connectors/sources/units/mapping.js';
import type { Json } from '../../src/domain/canonical.js';
import type { PlainKind } from '../../src/domain/kinds/index.js';
import type { PortalFacts } from '../../src/domain/owing.js';
import type { Decoded, Page, RawRecord, Source } from '../../src/domain/ports.js';
import type { SubjectKind } from '../../src/domain/records.js';
import { fixedClock } from '../../src/domain/time.js';
import { type IntakeDeps, runSync, type SyncOptions } from '../../src/intake/index.js';
import type { OweRequest } from '../../src/ledger/types.js';
import { freshDatabase, type TestDatabase } from '../support/database.js';

export const NOW = '2024-08-26T03:00:00.000Z';
export const principal = systemPrincipal('test');
export type Raw = { [key: string]: Json };

/** Kinds that are shown and not carried have support/kinds. */
export type Kind = Exclude<SubjectKind, PlainKind>;

const DECODERS: Record<Kind, (raw: object, now: number) => Decoded> = {
  dossier: decodeDossier,
  notice: decodeNotice,
  unit: decodeUnit,
  procedure: decodeProcedure,
};

/** A source that gives these pages; the cursor is how many of them are behind it. */
export function sourceOf(
  kind: Kind,
  pages: readonly (readonly (Raw | RawRecord)[])[],
  name?: string,
): Source {
  return {
    name: name ?? { dossier: 'one-stop', notice: 'notices', unit: 'units', procedure: 'procedures' }[kind],
    kind,
    label: kind,
    order: { unit: 10, procedure: 20, dossier: 50, notice: 50 }[kind],
    configured: true,
    async *pull(cursor): AsyncGenerator<Page> {
      const from = typeof cursor === 'number' ? cursor : 0;
      for (let index = from; index < pages.length; index += 1) {
        const records = (pages[index] ?? []).map((raw, line) =>
          'place' in raw
            ? (raw as unknown as RawRecord)
            : { raw: raw as Json, place: { page: index, line: line + 1 } },
        );
        yield { records, cursor: index + 1 };
      }
    },
    decode: ({ raw }, { now }) => DECODERS[kind](raw as object, now),
  };
}

export function dossier(change: Raw = {}): Raw {
  return {
    MaHoSo: 'H56.14-240823-0001',
    MaTTHC: '1.001193.000.00.00.H56',
    DonVi: 'H56.14.3',
    KenhThucHien: 1,
    LoaiDoiTuong: '1',
    ChuHoSo: 'Nguyễn Thị Mẫu',
    LoaiDinhDanh: 1,
    SoDinhDanh: '038000000001',
    SoDienThoai: '0900000001',
    Email: 'mau@example.vn',
    DiaChi: 'Thôn Mẫu, xã Mẫu',
    TrichYeuHoSo: 'Đăng ký khai sinh',
    NgayNopHoSo: '2024-08-23 08:00:00',
    NgayTiepNhan: '23/08/2024 08:30',
    TrangThaiHoSo: 4,
    NgayCapNhat: '2024-08-23T10:00:00+07:00',
    QuaTrinh: [{ ThoiDiem: '20240823083000', TrangThai: 2, NguoiXuLy: 'Lê Cán Bộ', NoiDung: 'Tiếp nhận' }],
    ...change,
  };
}

export function notice(change: Raw = {}): Raw {
  return {
    MaTin: 'T-1',
    TieuDe: 'Thông báo',
    NoiDung: '<p>Nội dung</p>',
    ChuyenMuc: 'HOAT_DONG',
    NgayDang: '2024-08-25T08:00:00+07:00',
    DonVi: 'H56.14',
    NgayCapNhat: '2024-08-25T08:00:00+07:00',
    ...change,
  };
}

export function unit(change: Raw = {}): Raw {
  return { Ma: 'H56.14.3', Ten: 'UBND xã Mẫu', Cap: 'XA', NgayCapNhat: '2024-01-01 00:00:00', ...change };
}

export function procedure(change: Raw = {}): Raw {
  return {
    MaTTHC: '1.001193',
    TenTTHC: 'Đăng ký khai sinh',
    MaLinhVuc: 'HT',
    TenLinhVuc: 'Hộ tịch',
    MucDo: 'TOAN_TRINH',
    NgayCapNhat: '2024-01-01 00:00:00',
    ...change,
  };
}

export const national: PortalFacts = {
  code: 'national',
  sendsRegistered: false,
  formsOf: (kind) => (kind === 'dossier' || kind === 'notice' ? ['record'] : []),
};

export interface Bench extends TestDatabase {
  deps: IntakeDeps;
  owed: OweRequest[];
  clock: ReturnType<typeof fixedClock>;
  sync(source: Source, options?: SyncOptions): ReturnType<typeof runSync>;
  one<T>(sql: string, values?: unknown[]): Promise<T>;
  all<T>(sql: string, values?: unknown[]): Promise<T[]>;
}

/** A fresh database with one unit and one procedure, unless `empty`. */
export async function bench({ empty = false }: { empty?: boolean } = {}): Promise<Bench> {
  const made = await freshDatabase();
  const owed: OweRequest[] = [];
  const clock = fixedClock(NOW);
  const deps: IntakeDeps = {
    database: made.database,
    sealer: made.sealer,
    clock,
    portals: [national],
    warn: () => undefined,
    wait: () => Promise.resolve(),
    owe: (_client, _principal, requests) => {
      owed.push(...requests);
      return Promise.resolve();
    },
  };
  const all = async <T>(sql: string, values: unknown[] = []) =>
    (await made.database.query(sql, values)).rows as T[];
  const it: Bench = {
    ...made,
    deps,
    owed,
    clock,
    sync: (source, options) => runSync(deps, principal, source, options),
    all,
    one: async <T>(sql: string, values: unknown[] = []) => (await all<T>(sql, values))[0] as T,
  };
  if (!empty) {
    await it.sync(sourceOf('unit', [[unit(), unit({ Ma: 'H56.14', Ten: 'UBND huyện Mẫu', Cap: 'HUYEN' })]]));
    await it.sync(sourceOf('procedure', [[procedure()]]));
  }
  return it;
}

/** One more key of a dossier's shape. */
export function codeOf(number: number): string {
  return `H56.14-240823-${String(number).padStart(4, '0')}`;
}

/** Lets each source be pulled from its begin again. */
export async function rewind({ database }: Bench): Promise<void> {
  await database.query('delete from source_cursor');
}

/** A lane of this dossier with a delivery of its first trace entry, in this state. */
export async function deliverFirstEntry({ database }: Bench, state: string): Promise<void> {
  await database.query("insert into portal (code) values ('national') on conflict do nothing");
  await database.query(
    `with l as (insert into lane (subject_id, portal, form) select subject_id, 'national', 'record' from dossier returning id)
     insert into delivery (id, lane_id, kind, version, entry_id, state)
       select $1, l.id, 'ENTRY', 1, (select min(id) from trace_entry), $2 from l`,
    [uuidv7(), state],
  );
}
