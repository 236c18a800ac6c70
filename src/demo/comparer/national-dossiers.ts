import { procedureCode } from './district.js';
import type { DossierLife, KnownEntry } from './dossier-lives.js';
import { stateOf } from './dossier-rules.js';
import type { DropFiles } from './drop.js';
import { compareEntries, entryText } from './entries.js';
import type { Findings } from './findings.js';
import { linkContent } from './links.js';
import type { HeldDossier, PortalState } from './portal-state.js';
import type { Question } from './question.js';
import { checkIds, compareFiles, compareKeys, compareRows, type ExpectedFile } from './rows.js';
import { codeOf, flagOf, listOf, nationalTime, type Raw, textOf, timeOf } from './values.js';

/** Section 7 of the national contract. */
const LABELS = [
  '',
  'mới đăng ký',
  'được tiếp nhận',
  'không được tiếp nhận',
  'đang xử lý',
  'yêu cầu bổ sung giấy tờ',
  'yêu cầu thực hiện nghĩa vụ tài chính',
  'công dân yêu cầu rút hồ sơ',
  'dừng xử lý',
  'đã xử lý xong',
  'đã trả kết quả',
];
const LISTS = [
  'TaiLieuNop',
  'DanhSachLePhi',
  'DanhSachTepDinhKemKhac',
  'DanhSachHoSoBoSung',
  'DanhSachGiayToKetQua',
];
const ENTRY = [
  ...['MaHoSo', 'NguoiXuLy', 'ChucDanh', 'ThoiDiemXuLy', 'PhongBanXuLy', 'NoiDungXuLy', 'TrangThai'],
  ...['NgayBatDau', 'NgayKetThucTheoQuyDinh'],
];

/** Whether the contract says that the record is held: it lacks a due time that the portal wants. */
export function isHeldNationally(life: DossierLife, { district }: Question): boolean {
  const state = stateOf(life.newest);
  const noDue = district.procedures.get(procedureCode(life.newest) ?? '')?.noDueTime === true;
  return timeOf(life.newest['NgayHenTra']) === undefined && !noDue && state !== 3 && state !== 7;
}

export function compareNationalDossier(
  findings: Findings,
  life: DossierLife,
  held: HeldDossier & { record: Raw },
  state: PortalState,
  question: Question,
): void {
  const { key, newest } = life;
  compareKeys(findings, key, expectedKeys(newest, question), oneIdentity(held.record), { free: LISTS });
  compareLists(findings, key, newest, held.record, state, question.files);
  compareEntries(
    findings,
    life,
    held.traces.map((item) =>
      entryText({ ...item, NoiDungXuLy: noteOf(item['NoiDungXuLy'], item['TrangThai']) }, ENTRY),
    ),
    (entry) => entryText(expectedEntry(key, entry), ENTRY),
  );
}

function expectedKeys(record: Raw, { district }: Question): Raw {
  const code = procedureCode(record);
  const names = district.procedures.get(code ?? '');
  const state = stateOf(record);
  const identity = codeOf(record['SoDinhDanh']);
  const papers = listOf(record['ThanhPhan']) ?? [];
  const digitised = papers.some(
    (paper) => flagOf(paper['SoHoa']) === true || flagOf(paper['TaiSuDung']) === true,
  );
  const time = (field: string) => nationalTime(timeOf(record[field]));
  return {
    MaHoSo: codeOf(record['MaHoSo']),
    MaTTHC: code,
    TenTTHC: names?.name,
    MaLinhVuc: names?.fieldCode,
    TenLinhVuc: names?.fieldName,
    KenhThucHien: codeOf(record['KenhThucHien']),
    ChuHoSo: textOf(record['ChuHoSo']),
    LoaiDoiTuong: codeOf(record['LoaiDoiTuong']),
    MaDoiTuong: textOf(record['MaDoiTuong']),
    LoaiDinhDanh: identity === undefined ? undefined : codeOf(record['LoaiDinhDanh']),
    SoDinhDanh: identity,
    Email: textOf(record['Email']),
    SoDienThoai: textOf(record['SoDienThoai']),
    TrichYeuHoSo: shortened(textOf(record['TrichYeuHoSo'])),
    NgayNopHoSo: time('NgayNopHoSo'),
    NgayTiepNhan: time('NgayTiepNhan'),
    NgayHenTra: state === 3 || state === 7 || names?.noDueTime ? undefined : time('NgayHenTra'),
    TrangThaiHoSo: String(state),
    NgayTra: time('NgayTra'),
    HinhThuc: codeOf(record['HinhThucTra']),
    NgayKetThucXuLy: time('NgayKetThucXuLy'),
    NgayTuChoi: time('NgayTuChoi'),
    DonViXuLy: district.units.get(codeOf(record['DonViXuLy']) ?? codeOf(record['DonVi']) ?? ''),
    NoiNopHoSo: codeOf(record['NoiNop']),
    HoSoCoThanhPhanSoHoa: papers.length === 0 ? undefined : digitised ? '1' : '0',
    TaiKhoanDuocXacThucVoiVNeID: zeroOne(record['XacThucVNeID']),
    DuocThanhToanTrucTuyen: codeOf(record['ThanhToanTrucTuyen']),
  };
}

/** The portal may be told the identity in a list of one as well. */
function oneIdentity(record: Raw): Raw {
  const { DinhDanhCHS: list, ...rest } = record;
  const [first] = listOf(list) ?? [];
  return first ? { ...rest, LoaiDinhDanh: first['LoaiDinhDanh'], SoDinhDanh: first['SoDinhDanh'] } : rest;
}

/** At most 1,000 code points; the last of a longer one is `…`. */
function shortened(text: string | undefined): string | undefined {
  const points = [...(text ?? '')];
  return points.length > 1000 ? `${points.slice(0, 999).join('')}…` : text;
}

function compareLists(
  findings: Findings,
  key: string,
  record: Raw,
  found: Raw,
  state: PortalState,
  files: DropFiles,
): void {
  const rows = (field: string) => listOf(record[field]) ?? [];
  const withFile = (row: Raw) => textOf(row['TepDinhKem']) !== undefined;
  const papers = rows('ThanhPhan');
  compareFiles(
    ...([
      findings,
      key,
      'TaiLieuNop',
      papers.filter(withFile).map((row) => paperFile(row, files)),
      found['TaiLieuNop'],
    ] as const),
    ['TepDinhKemId', 'DuongDanTaiTepTin'],
    (row) => linkContent(row['DuongDanTaiTepTin'], state),
  );
  const results = rows('KetQua').filter(withFile);
  compareFiles(
    ...([findings, key, 'DanhSachGiayToKetQua', results.map((row) => resultFile(row, files))] as const),
    found['DanhSachGiayToKetQua'],
    ['GiayToId', 'DuongDanTepTinKetQua'],
    (row) => linkContent(row['DuongDanTepTinKetQua'], state),
  );
  checkIds(findings, key, 'TaiLieuNop', found['TaiLieuNop'], 'TepDinhKemId');
  checkIds(findings, key, 'DanhSachGiayToKetQua', found['DanhSachGiayToKetQua'], 'GiayToId');
  const others = papers.filter((row) => !withFile(row)).flatMap(paperRows);
  compareRows(findings, key, 'DanhSachTepDinhKemKhac', others, found['DanhSachTepDinhKemKhac']);
  compareRows(findings, key, 'DanhSachLePhi', rows('LePhi').map(feeRow), found['DanhSachLePhi']);
  compareRows(
    findings,
    key,
    'DanhSachHoSoBoSung',
    rows('BoSung').map(supplementRow),
    found['DanhSachHoSoBoSung'],
  );
}

function fileOf(row: Raw, files: DropFiles): string | undefined {
  return files.sha256(textOf(row['TepDinhKem'])?.trim() ?? '');
}

function paperFile(row: Raw, files: DropFiles): ExpectedFile {
  const fields = {
    TenTepDinhKem: textOf(row['Ten']),
    IsDeleted: 'False',
    MaThanhPhanHoSo: textOf(row['Ma']),
    DuocSoHoa: zeroOne(row['SoHoa']),
    DuocTaiSuDung: zeroOne(row['TaiSuDung']),
    DuocLayTuKhoDMQG: zeroOne(row['TuKhoQuocGia']),
  };
  return { row: fields, sha256: fileOf(row, files) };
}

function resultFile(row: Raw, files: DropFiles): ExpectedFile {
  const code = textOf(row['MaGiayTo']) ?? textOf(row['Ma']);
  return { row: { TenGiayTo: textOf(row['Ten']), MaGiayToKetQua: code }, sha256: fileOf(row, files) };
}

function paperRows(row: Raw): Raw[] {
  const name = textOf(row['Ten']);
  const rows = [
    { TenGiayTo: name, SoLuong: codeOf(row['SoBanChinh']), LoaiGiayTo: '1' },
    { TenGiayTo: name, SoLuong: codeOf(row['SoBanSao']), LoaiGiayTo: '2' },
  ].filter(({ SoLuong }) => SoLuong !== undefined && SoLuong !== '0');
  return rows.length > 0 ? rows : [{ TenGiayTo: name }];
}

function feeRow(row: Raw): Raw {
  return {
    TenPhiLePhi: textOf(row['Ten']),
    MaPhiLePhi: textOf(row['Ma']),
    HinhThucThu: textOf(row['HinhThucThu']),
    Gia: String(Number(codeOf(row['SoTien']))),
    LoaiPhiLePhi: codeOf(row['Loai']),
  };
}

function supplementRow(row: Raw): Raw {
  return {
    HoSoBoSungId: textOf(row['Id']),
    NguoiYeuCauBoSung: textOf(row['NguoiYeuCau']),
    NoiDungBoSung: textOf(row['NoiDung']),
    NgayBoSung: nationalTime(timeOf(row['NgayYeuCau'])),
    NguoiTiepNhanBoSung: textOf(row['NguoiTiepNhan']),
    NgayTiepNhanBoSung: nationalTime(timeOf(row['NgayBoSung'])),
    TrangThaiBoSung: textOf(row['TrangThai']),
    NgayHenTraTruoc: nationalTime(timeOf(row['HenTraTruoc'])),
    NgayHenTraMoi: nationalTime(timeOf(row['HenTraMoi'])),
  };
}

function expectedEntry(key: string, { at, row }: KnownEntry): Raw {
  const state = codeOf(row['TrangThai']);
  return {
    MaHoSo: key,
    NguoiXuLy: textOf(row['NguoiXuLy']),
    ChucDanh: textOf(row['ChucDanh']),
    ThoiDiemXuLy: nationalTime(at),
    PhongBanXuLy: textOf(row['PhongBan']),
    NoiDungXuLy: noteOf(textOf(row['NoiDung']), state),
    TrangThai: state,
    NgayBatDau: nationalTime(timeOf(row['BatDau'])),
    NgayKetThucTheoQuyDinh: nationalTime(timeOf(row['Han'])),
  };
}

/** Without a note the state's label stands for it, however it begins. */
function noteOf(note: unknown, state: unknown): unknown {
  const label = LABELS[Number(state)];
  return note === undefined || (typeof note === 'string' && note.toLowerCase() === label) ? label : note;
}

function zeroOne(value: unknown): string | undefined {
  const flag = flagOf(value);
  return flag === undefined ? undefined : flag === true ? '1' : '0';
}
