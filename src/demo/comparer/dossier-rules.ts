import { type District, procedureCode } from './district.js';
import { calendarDay, codeOf, dayOf, flagOf, listOf, type Raw, textOf, timeOf, unpacked } from './values.js';

const DAY = 24 * 3_600_000;
const NEEDED = [
  'MaHoSo',
  'MaTTHC',
  'DonVi',
  'KenhThucHien',
  'LoaiDoiTuong',
  'ChuHoSo',
  'TrichYeuHoSo',
  'TrangThaiHoSo',
];
const LISTS: Readonly<Record<string, readonly string[]>> = {
  QuaTrinh: ['ThoiDiem', 'TrangThai', 'NguoiXuLy'],
  ThanhPhan: ['Ten'],
  KetQua: ['Ten'],
  LePhi: ['Ten', 'SoTien'],
  BoSung: ['Id', 'NgayYeuCau'],
};
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  KenhThucHien: ['1', '2', '3'],
  LoaiDoiTuong: ['1', '2', '3', '4'],
  LoaiDinhDanh: ['1', '2'],
  NoiNop: ['1', '2'],
  HinhThucTra: ['0', '1'],
  ThanhToanTrucTuyen: ['0', '1', '2'],
  TrangThaiHoSo: ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'],
};
const PAST = ['NgayNopHoSo', 'NgayTiepNhan', 'NgayKetThucXuLy', 'NgayTra', 'NgayTuChoi', 'NgayCapNhat'];
const CODE = /^([A-Z]\d{2}(\.\d{1,3}){0,3}|\d{3}[.-]\d{2}[.-]\d{2}[.-][A-Z]\d{2})-\d{6}-\d{4,}$/;

/** From → to, where no more is asked than that. The rest is in {@link isLegalStep}. */
const STEPS: Readonly<Record<string, string>> = {
  1: '2 3 4 5 6 7 8 9 10',
  2: '4 5 6 7 8 9 10',
  3: '1 2',
  4: '2 5 6 7 8 9 10',
  5: '2 4 7 8 9 10',
  6: '2 4 7 8 9 10',
  7: '10',
  8: '2 4 9 10',
  9: '10',
  10: '',
};

export function stateOf(record: Raw): number {
  return Number(codeOf(record['TrangThaiHoSo']));
}

/** Why a record has to be refused, by the exchange form; undefined: it is good. `now` in ms. */
export function refusal(
  record: Raw,
  before: Raw | undefined,
  district: District,
  now: number,
): string | undefined {
  const changed = timeOf(record['NgayCapNhat']);
  if (changed === undefined || Number.isNaN(changed)) return 'NgayCapNhat';
  if (!CODE.test(codeOf(record['MaHoSo']) ?? '')) return 'MaHoSo';
  if (flagOf(record['DaXoa']) === true) return undefined;
  return (
    NEEDED.find((field) => textOf(record[field]) === undefined) ??
    Object.keys(CHOICES).find((field) => !isChoice(record, field)) ??
    ['DaXoa', 'XacThucVNeID'].find((field) => flagOf(record[field]) === 'bad') ??
    unknownReference(record, district) ??
    badTime(record, now) ??
    badList(record, now) ??
    badIdentity(record) ??
    missingByState(record, before) ??
    (before && !isLegalStep(before, record) ? 'step' : undefined)
  );
}

function isChoice(record: Raw, field: string): boolean {
  const value = codeOf(record[field]);
  return value === undefined || CHOICES[field]?.includes(value) === true;
}

function unknownReference(record: Raw, { procedures, units }: District): string | undefined {
  if (!procedures.has(procedureCode(record) ?? '')) return 'MaTTHC';
  return units.has(codeOf(record['DonVi']) ?? '') ? undefined : 'DonVi';
}

function badTime(record: Raw, now: number): string | undefined {
  const times = [...PAST, 'NgayHenTra'].map((field) => [field, timeOf(record[field])] as const);
  const bad = times.find(([, at]) => Number.isNaN(at));
  if (bad) return bad[0];
  const ahead = times.find(([field, at]) => field !== 'NgayHenTra' && at !== undefined && at > now + DAY);
  if (ahead) return ahead[0];
  const order = ['NgayNopHoSo', 'NgayTiepNhan', 'NgayKetThucXuLy', 'NgayTra'].map((field) =>
    timeOf(record[field]),
  );
  const wrong = order.findIndex((at, index) => {
    const earlier = order[index - 1];
    return at !== undefined && earlier !== undefined && at < earlier;
  });
  return wrong > 0 ? 'order' : undefined;
}

function badList(record: Raw, now: number): string | undefined {
  for (const [list, needed] of Object.entries(LISTS)) {
    const rows = listOf(record[list]);
    if (!rows) return list;
    for (const row of rows) {
      if (needed.some((field) => textOf(row[field]) === undefined)) return list;
      const times = ['ThoiDiem', 'NgayYeuCau', 'NgayBoSung'].map((field) => timeOf(row[field]));
      const others = ['BatDau', 'Han', 'NgayThu', 'HenTraTruoc', 'HenTraMoi'].map((field) =>
        timeOf(row[field]),
      );
      if ([...times, ...others, dayOf(row['NgayKy'], 'start')].some(Number.isNaN)) return list;
      if (times.some((at) => at !== undefined && at > now + DAY)) return list;
      if (list === 'QuaTrinh' && !CHOICES['TrangThaiHoSo']?.includes(codeOf(row['TrangThai']) ?? ''))
        return list;
      if (list === 'LePhi' && !/^\d+(\.\d+)?$/.test(codeOf(row['SoTien']) ?? '')) return list;
    }
  }
  const rating = unpacked(record['DanhGia']);
  if (rating === undefined || rating === null) return undefined;
  if (typeof rating !== 'object') return 'DanhGia';
  const level = 'MucDo' in rating ? codeOf(rating.MucDo) : undefined;
  return level === undefined || /^[123]$/.test(level) ? undefined : 'DanhGia';
}

function badIdentity(record: Raw): string | undefined {
  const number = codeOf(record['SoDinhDanh']);
  const digits = { 1: 12, 2: 9 }[codeOf(record['LoaiDinhDanh']) ?? ''];
  if (number === undefined || digits === undefined) return undefined;
  return /^\d+$/.test(number) && number.length === digits ? undefined : 'SoDinhDanh';
}

function missingByState(record: Raw, before: Raw | undefined): string | undefined {
  const state = stateOf(record);
  if ([2, 4, 6, 8, 9, 10].includes(state) && timeOf(record['NgayTiepNhan']) === undefined)
    return 'NgayTiepNhan';
  if (state === 10 && timeOf(record['NgayTra']) === undefined) return 'NgayTra';
  if (timeOf(record['NgayKetThucXuLy']) !== undefined) return undefined;
  if (state === 9) return 'NgayKetThucXuLy';
  const ended = [lastOther(record), before ? stateOf(before) : undefined].some(
    (last) => last === 7 || last === 8,
  );
  return state === 10 && !ended ? 'NgayKetThucXuLy' : undefined;
}

/** The state of the newest trace entry that is not the record's own state. */
function lastOther(record: Raw): number | undefined {
  const rows = [...(listOf(record['QuaTrinh']) ?? [])].sort(
    (a, b) => (timeOf(a['ThoiDiem']) ?? 0) - (timeOf(b['ThoiDiem']) ?? 0),
  );
  const states = rows.map((row) => Number(codeOf(row['TrangThai'])));
  return states.findLast((state) => state !== stateOf(record));
}

/** The table of steps between states, with its three conditions. */
function isLegalStep(before: Raw, record: Raw): boolean {
  const [from, to] = [stateOf(before), stateOf(record)];
  if (from === to || STEPS[from]?.split(' ').includes(String(to))) return true;
  if (from === 2 && to === 3) {
    const refused = timeOf(record['NgayTuChoi']) ?? timeOf(record['NgayCapNhat']);
    const received = timeOf(record['NgayTiepNhan']) ?? timeOf(before['NgayTiepNhan']);
    return refused !== undefined && received !== undefined && calendarDay(refused) === calendarDay(received);
  }
  const onlyIfSaid = (from === 9 && (to === 4 || to === 5)) || (from === 10 && (to === 9 || to === 4));
  return onlyIfSaid && saysSo(before, record, to);
}

function saysSo(before: Raw, record: Raw, state: number): boolean {
  const ended = (listOf(before['QuaTrinh']) ?? []).filter((row) =>
    ['9', '10'].includes(codeOf(row['TrangThai']) ?? ''),
  );
  const last = Math.max(Number.NEGATIVE_INFINITY, ...ended.map((row) => timeOf(row['ThoiDiem']) ?? 0));
  return (listOf(record['QuaTrinh']) ?? []).some(
    (row) => codeOf(row['TrangThai']) === String(state) && (timeOf(row['ThoiDiem']) ?? 0) > last,
  );
}
