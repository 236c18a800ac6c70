import { meaningOf, registrationTypes, tellsOriginal } from '../../../domain/civil-status.js';
import {
  type CivilPerson,
  type CivilRegistrationRecord,
  registrationCode,
} from '../../../domain/kinds/civil-registration.js';
import { localDay, toInstant } from '../../../domain/time.js';
import { compact, type Fields } from '../reading/fields.js';
import { plainSource } from '../reading/plain-source.js';
import { ACTS, CHANGES, CIVIL_FORM, type Loose, ROLES, STATES } from './contract.js';
import { registerSheets } from './digitised.js';
import { checkRegistration } from './rules.js';
import { translate } from './service.js';

/** Registers of civil status (hộ tịch): births, marriages, deaths, recognitions, marital status, corrections. */
export const civilStatus = plainSource<typeof CIVIL_FORM, CivilRegistrationRecord>({
  name: 'civil-status',
  kind: 'civil-registration',
  label: 'Hộ tịch',
  order: 60,
  form: CIVIL_FORM,
  key: 'So',
  sheets: registerSheets,
  translate,
  codeOf: ({ NoiDangKy, LoaiSo, QuyenSo, So }) =>
    NoiDangKy && LoaiSo && QuyenSo && So ? registrationCode(NoiDangKy, ACTS[LoaiSo], QuyenSo, So) : undefined,
  rules: (fields, problems, now) => {
    checkRegistration(fields, problems, localDay(toInstant(now)));
  },
  record: (fields, code) => {
    const act = ACTS[fields.LoaiSo];
    const type = fields.LoaiDangKy;
    const registrationType = type === undefined ? 'NONE' : meaningOf(registrationTypes(act), type);
    if (!registrationType) throw new TypeError('a registration that was not judged');
    return compact<CivilRegistrationRecord>({
      kind: 'civil-registration',
      code,
      unit: fields.NoiDangKy,
      act,
      book: fields.QuyenSo,
      number: fields.So,
      page: fields.TrangSo,
      registeredOn: fields.NgayDangKy,
      registrationType,
      state: STATES[fields.TrangThai ?? (fields.GhiChu === undefined ? 'DANG_KY' : 'DA_SUA_DOI')],
      saysRegistered: fields.TrangThai === 'DANG_KY' ? true : undefined,
      nationalId: fields.MaQuocGia,
      signer: fields.NguoiKy,
      signerTitle: fields.ChucVuNguoiKy,
      performer: fields.NguoiThucHien,
      note: fields.GhiChu,
      dossier: fields.MaHoSo,
      revokedOn: fields.NgayThuHoi,
      revocation: fields.LyDoThuHoi,
      ...ofBirth(fields, act === 'BIRTH'),
      ...ofDeath(fields, act === 'DEATH'),
      ...ofMarriage(fields, act === 'MARRIAGE'),
      ...ofChange(fields, act === 'CORRECTION'),
      ...(tellsOriginal(act) ? originalOf(fields) : {}),
      foreignNumber: fields.SoDangKyNuocNgoai,
      foreignOn: fields.NgayDangKyNuocNgoai,
      foreignAuthority: fields.CoQuanNuocNgoai,
      foreignCountry: fields.QuocGiaNuocNgoai,
      persons: fields.Nguoi.map(personOf),
      changedAt: fields.NgayCapNhat,
      deleted: undefined,
    });
  },
});

type Full = Fields<typeof CIVIL_FORM>;

/** A column of another act says nothing. */
function ofBirth(fields: Full, is: boolean) {
  return {
    birthKind: is ? fields.LoaiKhaiSinh : undefined,
    birthSlip: is ? fields.MaGiayChungSinh : undefined,
  };
}

function ofDeath(fields: Full, is: boolean) {
  return {
    diedOn: is ? fields.NgayChet : undefined,
    diedAt: is ? fields.GioPhutChet : undefined,
    deathPlace: is ? fields.NoiChet : undefined,
    deathCause: is ? fields.NguyenNhanChet : undefined,
    deathPaper: is ? fields.LoaiGiayBaoTu : undefined,
    deathPaperNumber: is ? fields.SoGiayBaoTu : undefined,
    deathPaperDate: is ? fields.NgayGiayBaoTu : undefined,
    deathPaperIssuer: is ? fields.CoQuanCapGiayBaoTu : undefined,
  };
}

function ofMarriage(fields: Full, is: boolean) {
  const { TinhTrangKetHon: state } = fields;
  return {
    marriageState: is && state !== 'NONE' ? state : undefined,
    endedOn: is ? fields.NgayGhiChuKetHon : undefined,
    endedBy: is ? fields.CanCuKetHon : undefined,
  };
}

function ofChange(fields: Full, is: boolean) {
  return {
    change: is ? fields.NoiDungThayDoi : undefined,
    changeKind: is && fields.LoaiThayDoi ? CHANGES[fields.LoaiThayDoi] : undefined,
  };
}

/** What it is of stands in a book of the same place where no other is named. */
function originalOf({ NoiDangKy, DangKyGoc }: Pick<Loose, 'NoiDangKy' | 'DangKyGoc'>) {
  const { LoaiSo, QuyenSo, So } = DangKyGoc ?? {};
  const place = DangKyGoc?.NoiDangKy ?? NoiDangKy;
  if (!place || !LoaiSo || !QuyenSo || !So) return {};
  const act = ACTS[LoaiSo];
  return { original: registrationCode(place, act, QuyenSo, So), originalAct: act };
}

function personOf(row: Full['Nguoi'][number]): CivilPerson {
  const number = row.SoGiayTo?.trim();
  const isCard = row.LoaiGiayTo === 'CITIZEN_CARD' || row.LoaiGiayTo === 'IDENTITY_CARD';
  return compact<CivilPerson>({
    role: ROLES[row.VaiTro],
    name: row.HoTen,
    gender: row.GioiTinh,
    birthDate: row.NgaySinh,
    personalId: row.SoDinhDanh ?? (isCard && number?.length === 12 ? number : undefined),
    paper: row.LoaiGiayTo,
    paperNumber: number,
    ethnicity: row.DanToc,
    nationality: row.QuocTich,
    residence: row.LoaiCuTru,
    address: row.NoiCuTru,
    birthPlace: row.NoiSinh,
    homeTown: row.QueQuan,
    relation: row.QuanHe,
  });
}
