import { type OfficialRecord, officialKey } from '../../../domain/kinds/official.js';
import { localDay, toInstant } from '../../../domain/time.js';
import { compact } from '../reading/fields.js';
import { plainSource } from '../reading/plain-source.js';
import { UNITS } from '../reading/unit-names.js';
import { KINDS, OFFICIAL_FORM, SCHEMES, STATES } from './contract.js';
import { checkOfficial, postsOf, presentOf, salaryOf } from './posts.js';
import { profileFiles } from './profile/index.js';

/** Files of cadres, civil servants and public employees, from the personnel system or its lists. */
export const personnel = plainSource<typeof OFFICIAL_FORM, OfficialRecord>({
  name: 'personnel',
  kind: 'official',
  label: 'Cán bộ, công chức, viên chức',
  order: 60,
  form: OFFICIAL_FORM,
  key: 'SoHieu',
  sides: [
    { suffix: '.qua-trinh', list: 'QuaTrinhCongTac' },
    { suffix: '.luong', list: 'DienBienLuong' },
  ],
  parameters: [UNITS],
  ownFiles: profileFiles,
  codeOf: ({ CoQuanQuanLy, SoHieu }) =>
    CoQuanQuanLy && SoHieu ? officialKey(CoQuanQuanLy, SoHieu) : undefined,
  rules: (fields, problems, now) => {
    checkOfficial(fields, problems, localDay(toInstant(now)));
  },
  record: (fields, code) =>
    compact<OfficialRecord>({
      kind: 'official',
      code,
      officialCode: fields.SoHieu,
      managingUnit: fields.CoQuanQuanLy,
      unit: fields.DonViCongTac,
      fullName: fields.HoTen,
      otherName: fields.TenGoiKhac,
      birthDate: fields.NgaySinh,
      gender: fields.GioiTinh,
      personalId: fields.SoDinhDanh,
      birthPlace: fields.NoiSinh,
      homeTown: fields.QueQuan,
      address: fields.DiaChi,
      mobile: fields.DiDong,
      officePhone: fields.DienThoaiCoQuan,
      officeEmail: fields.EmailCongVu,
      ethnicity: fields.DanToc,
      religion: fields.TonGiao,
      generalEducation: fields.TrinhDoPhoThong,
      degree: fields.TrinhDoChuyenMon,
      politicalTheory: fields.LyLuanChinhTri,
      stateManagement: fields.QuanLyNhaNuoc,
      languages: fields.NgoaiNgu,
      computing: fields.TinHoc,
      partyJoined: fields.NgayVaoDang,
      partyOfficial: fields.NgayVaoDangChinhThuc,
      officialKind: KINDS[fields.LoaiCanBo],
      salaryScheme: fields.CheDoLuong && SCHEMES[fields.CheDoLuong],
      state: STATES[fields.TrangThai],
      health: fields.TinhTrangSucKhoe,
      bloodGroup: fields.NhomMau,
      discipline: fields.KyLuat,
      posts: postsOf(fields),
      salary: salaryOf(fields),
      present: presentOf(fields),
      profile: fields.SoYeuLyLich || undefined,
      changedAt: fields.NgayCapNhat,
      deleted: undefined,
    }),
});
