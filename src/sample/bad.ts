import type { Json } from '../domain/canonical.js';
import { DAY } from './calendar.js';
import { type DossierOptions, dossierForm } from './dossier.js';
import type { RawForm } from './form.js';
import { planDossier } from './plan.js';

/** A record that is meant to be refused, and why it will be. */
export interface BadRecord {
  /** Path below the sample's folder. */
  file: string;
  /** From 1. */
  line: number;
  /** MaHoSo, where it can be read. */
  key?: string;
  /** Where the problem is, as quarantine names it; empty: the record as a whole. */
  field: string;
  code: string;
}

interface Defect {
  field: string;
  code: string;
  /** Makes a good record bad; the finished text where it is no longer a record. */
  spoil(record: RawForm, now: number): RawForm | string;
}

const iso = (at: number) => new Date(at).toISOString();

/** Each kind of mistake that the exchange form tells how to refuse. */
const DEFECTS: readonly Defect[] = [
  { field: 'ChuHoSo', code: 'MISSING', spoil: (record) => ({ ...record, ChuHoSo: '' }) },
  { field: 'MaTTHC', code: 'UNKNOWN_PROCEDURE', spoil: (record) => ({ ...record, MaTTHC: '9.999999' }) },
  { field: 'DonVi', code: 'UNKNOWN_UNIT', spoil: (record) => ({ ...record, DonVi: 'H56.14.999' }) },
  { field: 'TrangThaiHoSo', code: 'BAD_STATE', spoil: (record) => ({ ...record, TrangThaiHoSo: 11 }) },
  {
    field: 'NgayTiepNhan',
    code: 'BAD_DATE',
    spoil: (record) => ({ ...record, NgayTiepNhan: '2025-02-30 08:00:00' }),
  },
  {
    field: 'NgayTiepNhan',
    code: 'WRONG_ORDER',
    spoil: (record, now) => ({ ...record, NgayNopHoSo: iso(now - DAY), NgayTiepNhan: iso(now - 40 * DAY) }),
  },
  {
    field: 'SoDinhDanh',
    code: 'BAD_IDENTITY',
    spoil: (record) => ({ ...record, LoaiDinhDanh: 1, SoDinhDanh: '00012345678' }),
  },
  { field: '', code: 'BROKEN_JSON', spoil: (record) => JSON.stringify(record).slice(0, -20) },
  { field: 'KenhThucHien', code: 'NOT_IN_LIST', spoil: (record) => ({ ...record, KenhThucHien: 4 }) },
  {
    field: 'NgayNopHoSo',
    code: 'IN_FUTURE',
    spoil: (record, now) => {
      const { NgayTiepNhan: _, NgayHenTra: __, ...rest } = record;
      return { ...rest, TrangThaiHoSo: 1, NgayNopHoSo: iso(now + 30 * DAY) };
    },
  },
  {
    field: 'QuaTrinh[0].TrangThai',
    code: 'BAD_STATE',
    spoil: (record) => ({ ...record, QuaTrinh: firstState(record, 12) }),
  },
  {
    field: 'KetQua[0].Ten',
    code: 'MISSING',
    spoil: (record) => ({ ...record, KetQua: [{ SoKyHieu: '1/KQ' }] }),
  },
  {
    field: 'MaHoSo',
    code: 'BAD_CODE',
    spoil: (record) => ({ ...record, MaHoSo: `HS${String(record['MaHoSo']).slice(-4)}` }),
  },
  { field: 'NgayCapNhat', code: 'MISSING', spoil: (record) => ({ ...record, NgayCapNhat: null }) },
];

/** The `number`th bad record; its plan is that of a dossier which is not told otherwise. Always of a received dossier. */
export function badRecord(
  number: number,
  dossiers: number,
  options: DossierOptions,
): { record: RawForm | string; key: string | undefined; field: string; code: string } {
  const defect = DEFECTS[number % DEFECTS.length];
  if (!defect) throw new RangeError('no such defect');
  const plan = receivedPlan(options, 2 * dossiers + 100_000 + number);
  const good = dossierForm(plan, plan.events.length, options);
  const record = defect.spoil(good, options.now);
  const key = typeof record === 'string' || defect.field === 'MaHoSo' ? undefined : plan.code;
  return { record, key, field: defect.field, code: defect.code };
}

/** From far above the good ones' numbers, so that no bad record has the code of a good one. */
function receivedPlan(options: DossierOptions, from: number) {
  for (let tried = from; ; tried += 7919) {
    const plan = planDossier(options.seed, tried, options.now);
    if (plan.special === undefined && plan.events.at(-1)?.state === 4) return plan;
  }
}

function firstState(record: RawForm, state: number): Json {
  const [first, ...others] = Array.isArray(record['QuaTrinh']) ? record['QuaTrinh'] : [];
  return first !== null && typeof first === 'object' && !Array.isArray(first)
    ? [{ ...first, TrangThai: state }, ...others]
    : [];
}
