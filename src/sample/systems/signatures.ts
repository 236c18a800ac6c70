import { DAY, HOUR } from '../calendar.js';
import { form, type RawForm, styleOf } from '../form.js';
import { Random } from '../random.js';
import { currentCommunes } from '../units.js';
import { type SampleSystem, type SystemOptions, writeLines } from './system.js';

const YEAR = 365 * DAY;
const ISSUER = 'C=VN, O=Ban Cơ yếu Chính phủ, CN=CA mẫu dùng cho cơ quan nhà nước';
const POSTS = ['Chủ tịch', 'Phó Chủ tịch', 'Văn thư'] as const;

/** The agency's certificate of each commune and three officers'; one revoked, one suspended, and one whose end lies before its beginning. */
export const signatures: SampleSystem = {
  source: 'signatures',
  mine: /^01-chung-thu\.jsonl$/,
  write: (options) => {
    const certificates = currentCommunes().flatMap(({ code, name }, commune) =>
      [name, ...POSTS.map((post) => `${post} ${name}`)].map((holder, index) =>
        certificateOf(options, code, holder, index > 0, commune * (POSTS.length + 1) + index),
      ),
    );
    const [first = {}] = certificates;
    const bad = form({ ...first, SoSerial: 'FFFF', HieuLucTu: '2030-01-01 00:00:00' });
    writeLines(options, 'signatures', '01-chung-thu.jsonl', [...certificates, bad]);
    return { records: certificates.length, bad: 1 };
  },
};

function certificateOf(
  { seed, now }: SystemOptions,
  unit: string,
  holder: string,
  isPerson: boolean,
  index: number,
): RawForm {
  const random = new Random(seed, 'signatures', index);
  const style = styleOf(random);
  const state = index === 6 ? 'REVOKED' : index === 11 ? 'SUSPENDED' : 'VALID';
  const from = now - random.int(30, 900) * DAY;
  return form({
    SoSerial: `5A${random.digits(10)}${String(index).padStart(2, '0')}`,
    NguoiCap: ISSUER,
    ChuThe: `C=VN, O=UBND xã, CN=${holder}`,
    LoaiChuThe: isPerson ? 'PERSON' : 'AGENCY',
    DonVi: unit,
    ...(isPerson ? { SoDinhDanh: `038${random.digits(9)}` } : {}),
    HieuLucTu: style.time(from),
    HieuLucDen: style.time(from + 5 * YEAR),
    ThietBi: isPerson ? random.pick(['TOKEN', 'SIM', 'REMOTE']) : 'TOKEN',
    TrangThai: state,
    ...(state === 'REVOKED' ? { NgayThuHoi: style.time(now - 20 * DAY) } : {}),
    NgayCapNhat: style.time(now - HOUR),
  });
}
