import { DAY, HOUR } from '../calendar.js';
import { InboxFile } from '../drop-writer.js';
import { form, type RawForm, styleOf } from '../form.js';
import { pdf } from '../pdf.js';
import { Random } from '../random.js';
import { nameInPost } from '../residents.js';
import { currentCommunes } from '../units.js';
import { packageXml, type SamplePackage } from './document-package.js';
import { type SampleSystem, type SystemOptions, writeLines } from './system.js';

const TYPES = ['Công văn', 'Quyết định', 'Kế hoạch', 'Báo cáo', 'Thông báo'] as const;
const SUBJECTS = [
  'V/v đẩy mạnh dịch vụ công trực tuyến toàn trình',
  'V/v báo cáo kết quả cải cách hành chính',
  'Kế hoạch chuyển đổi số năm nay',
  'V/v rà soát thủ tục hành chính',
  'V/v bảo đảm an toàn thông tin mạng',
] as const;
const STATES = ['DA_DEN', 'DA_TIEP_NHAN', 'DANG_XU_LY', 'HOAN_THANH'] as const;
const PROVINCE = { code: '000.00.00.H56', name: 'UBND tỉnh Thanh Hóa' };
/** Packages, beside rows of the register: of the first communes one each. */
const PACKAGES = 4;

/**
 * A register of documents in and out, a tenth of the dossiers, and packages of edXML: one that is asked back by a later one, and one whose
 * manifest lists what is not there. In the register one secret document, and one that came before it was issued.
 */
export const documents: SampleSystem = {
  source: 'documents',
  mine: /^0[1-4]-(?:so-van-ban\.jsonl|van-ban-\d\.edxml|thu-hoi\.edxml|sai-bang-ke\.edxml)$/,
  write: (options) => {
    const rows = Array.from({ length: Math.max(12, Math.ceil(options.dossiers / 10)) }, (_, index) =>
      rowOf(options, index),
    );
    const secret = form({
      ...rows[0],
      MaVanBan: undefined,
      SoKyHieu: '9001/UBND-M',
      SoDen: '9001',
      DoMat: 'Mật',
    });
    const early = form({
      ...rows[0],
      MaVanBan: undefined,
      SoKyHieu: '9002/UBND-VP',
      SoDen: '9002',
      NgayDen: '2020-01-01',
    });
    writeLines(options, 'documents', '01-so-van-ban.jsonl', [...rows, secret, early]);
    const packages = Array.from({ length: PACKAGES }, (_, index) => packageOf(options, index));
    for (const [index, each] of packages.entries())
      writePackage(options, `02-van-ban-${index + 1}.edxml`, each);
    const [first, second] = packages;
    if (first)
      writePackage(options, '03-thu-hoi.edxml', { ...first, at: first.at + HOUR, type: 1, files: [] });
    if (second) writePackage(options, '04-sai-bang-ke.edxml', { ...second, number: '8004', lies: true });
    return { records: rows.length + packages.length + 1, bad: 3 };
  },
};

function rowOf({ seed, now }: SystemOptions, index: number): RawForm {
  const random = new Random(seed, 'documents', index);
  const style = styleOf(random);
  const communes = currentCommunes();
  const unit = communes[index % communes.length];
  const outgoing = index % 4 === 3;
  const issued = now - random.int(2, 60) * DAY;
  const due = index % 3 === 0 ? issued + 10 * DAY : undefined;
  const incoming = outgoing
    ? { MaTacGia: unit?.code, TacGia: unit?.name, TrangThai: 'DA_PHAT_HANH' }
    : {
        MaTacGia: PROVINCE.code,
        TacGia: PROVINCE.name,
        SoDen: String(index + 1),
        NgayDen: style.day(issued + DAY),
        HanXuLy: due === undefined ? undefined : style.day(due),
        TrangThai: random.pick(STATES),
      };
  return form({
    ...incoming,
    Huong: outgoing ? 'DI' : 'DEN',
    DonVi: unit?.code,
    SoKyHieu: `${index + 1}/UBND-VP`,
    NgayVanBan: style.day(issued),
    LoaiVanBan: random.pick(TYPES),
    TrichYeu: random.pick(SUBJECTS),
    NguoiKy: (outgoing && unit && nameInPost(seed, unit, 'Chủ tịch UBND')) || 'Người Ký Mẫu',
    DoKhan: style.number(
      random.weighted([
        [0, 8],
        [1, 1],
        [2, 1],
      ]),
    ),
    HinhThuc: index % 20 === 0 ? 'GIAY' : 'DIEN_TU',
    NgayCapNhat: style.time(now - random.int(1, 40) * HOUR),
  });
}

function packageOf({ now, withFiles }: SystemOptions, index: number): SamplePackage {
  const communes = currentCommunes();
  const to = communes[index % communes.length] ?? PROVINCE;
  const number = String(7001 + index);
  const title = SUBJECTS[index % SUBJECTS.length] ?? '';
  const files = withFiles ? [{ name: `${number}.pdf`, content: pdf(title, [`Số ${number}/UBND-THKH`]) }] : [];
  return {
    from: PROVINCE,
    to,
    number,
    notation: 'UBND-THKH',
    subject: title,
    at: now - (index + 2) * DAY,
    type: 0,
    files,
  };
}

function writePackage({ out, now }: SystemOptions, name: string, what: SamplePackage): void {
  const file = new InboxFile(out, `documents/inbox/${name}`, now - HOUR);
  file.line(packageXml(what));
  file.close();
}
