import { HOUR } from '../calendar.js';
import { form, type RawForm, styleOf } from '../form.js';
import { Random } from '../random.js';
import type { SampleCertificate } from '../signing/authority.js';
import { type SampleSystem, type SystemOptions, writeLines } from './system.js';

const ISSUER = 'C=VN, O=Ban Cơ yếu Chính phủ, CN=CA mẫu dùng cho cơ quan nhà nước';

/** The agency's certificate of each commune and three officers'; one revoked, one expired, one suspended, and one whose end lies before its beginning. */
export const signatures: SampleSystem = {
  source: 'signatures',
  mine: /^01-chung-thu\.jsonl$/,
  write: (options) => {
    const certificates = options.authority.certificates.map((one, index) => rowOf(options, one, index));
    const [first = {}] = certificates;
    const bad = form({ ...first, SoSerial: 'FFFF', HieuLucTu: '2040-01-01 00:00:00' });
    writeLines(options, 'signatures', '01-chung-thu.jsonl', [...certificates, bad]);
    return { records: certificates.length, bad: 1 };
  },
};

function rowOf({ seed, now }: SystemOptions, certificate: SampleCertificate, index: number): RawForm {
  const random = new Random(seed, 'signatures', index);
  const style = styleOf(random);
  const { serial, name, unit, personalId, from, to, state, revokedAt } = certificate;
  const [country, organisation, holder] = name;
  return form({
    SoSerial: serial,
    NguoiCap: ISSUER,
    ChuThe: `C=${country}, O=${organisation}, CN=${holder}`,
    LoaiChuThe: personalId ? 'PERSON' : 'AGENCY',
    DonVi: unit,
    SoDinhDanh: personalId,
    HieuLucTu: style.time(from),
    HieuLucDen: style.time(to),
    ThietBi: personalId ? random.pick(['TOKEN', 'SIM', 'REMOTE']) : 'TOKEN',
    TrangThai: state,
    NgayThuHoi: style.time(revokedAt),
    NgayCapNhat: style.time(now - HOUR),
  });
}
