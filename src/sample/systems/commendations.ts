import { DAY, HOUR, startOfDay } from '../calendar.js';
import { InboxFile } from '../drop-writer.js';
import { form, type RawForm, styleOf } from '../form.js';
import { Random } from '../random.js';
import { officialsOf } from '../residents.js';
import { currentCommunes } from '../units.js';
import { type SampleSystem, type SystemOptions, writeLines } from './system.js';

const NAMES = ['Nguyễn Thị Lan', 'Lê Văn Hùng', 'Phạm Thị Mai', 'Bùi Văn Thắng', 'Quách Thị Hoa'] as const;
const PLACES = ['Trường Tiểu học', 'Trạm Y tế', 'Văn phòng UBND'] as const;

interface Award {
  DoiTuong: 'CA_NHAN' | 'TAP_THE' | 'HO_GIA_DINH';
  DanhHieu: string;
  Nam: string;
  official?: number;
}

/** What each commune honours in a year; of persons the place among its officials. */
const AWARDS: readonly Award[] = [
  { DoiTuong: 'CA_NHAN', DanhHieu: 'Lao động tiên tiến', Nam: '2024-2025', official: 10 },
  { DoiTuong: 'CA_NHAN', DanhHieu: 'Chiến sĩ thi đua cơ sở', Nam: '2025', official: 9 },
  { DoiTuong: 'TAP_THE', DanhHieu: 'Tập thể lao động tiên tiến', Nam: '2025' },
  { DoiTuong: 'TAP_THE', DanhHieu: 'Thôn văn hóa', Nam: '2025' },
  { DoiTuong: 'HO_GIA_DINH', DanhHieu: 'Gia đình văn hóa', Nam: '2025' },
  { DoiTuong: 'CA_NHAN', DanhHieu: 'Giấy khen', Nam: '2025', official: 9 },
];

/** Awards of each commune, one of them still a proposal, and a list as its office prints it; a household's title for a person, and a decision before its proposal. */
export const commendations: SampleSystem = {
  source: 'commendations',
  mine: /^(01-khen-thuong\.jsonl|02-danh-sach-kem-quyet-dinh\.csv)$/,
  write: (options) => {
    const awards = currentCommunes().flatMap((_, commune) =>
      AWARDS.map((award, place) => awardOf(options, commune, award, place)),
    );
    const bad = [
      form({ ...awards[0], DanhHieu: 'Gia đình văn hóa' }),
      form({ ...awards[5], SoQuyetDinh: '999/QĐ-UBND', SoToTrinh: '9/TTr-VHXH', NgayToTrinh: '2025-12-01' }),
    ];
    writeLines(options, 'commendations', '01-khen-thuong.jsonl', [...awards, ...bad]);
    return { records: awards.length + printList(options), bad: bad.length };
  },
};

function awardOf({ seed, now }: SystemOptions, commune: number, award: Award, place: number): RawForm {
  const { official, ...said } = award;
  const index = commune * AWARDS.length + place;
  const person = official === undefined ? undefined : officialsOf(seed, commune)[official];
  const random = new Random(seed, 'commendations', index);
  const style = styleOf(random);
  const proposed = startOfDay('2025-07-10') + random.int(0, 10) * DAY;
  const isProposal = index === 5;
  const proposal = { SoToTrinh: `${index + 1}/TTr-VHXH`, NgayToTrinh: style.day(proposed) };
  const decision = {
    SoQuyetDinh: `${100 + index}/QĐ-UBND`,
    NgayQuyetDinh: style.day(proposed + 12 * DAY),
    NgayCongBo: style.day(proposed + 15 * DAY),
    NguoiKy: 'Người Ký Mẫu',
  };
  return form({
    ...said,
    TenNguoiNhan: person
      ? person.name
      : award.DoiTuong === 'TAP_THE'
        ? `Tập thể mẫu số ${index + 1}`
        : `Hộ ông ${random.pick(NAMES)}`,
    SoDinhDanh: person?.personalId,
    DonVi: currentCommunes()[commune]?.code,
    NoiCongTac: person ? random.pick(PLACES) : undefined,
    CapKhen: 'XA',
    TrangThai: isProposal ? 'HOI_DONG' : 'DA_CONG_BO',
    ...proposal,
    ...(isProposal ? {} : decision),
    SoTien: style.number(random.pick([300_000, 500_000, 1_000_000])),
    NgayCapNhat: style.time(now - HOUR),
  });
}

/** A school year's list beside the first commune's decision. Answers how many awards are in it. */
function printList({ now, out }: SystemOptions): number {
  const [commune] = currentCommunes();
  if (!commune) throw new RangeError('the district has no communes');
  const rows = NAMES.map((name, index) => [String(index + 1), name, 'Trường THCS Mẫu', '500.000']);
  const lines = [
    [`UBND xã`, `Mã định danh: ${commune.code}`, '', ''],
    ['DANH SÁCH CÁ NHÂN ĐẠT DANH HIỆU LAO ĐỘNG TIÊN TIẾN NĂM HỌC 2024-2025', '', '', ''],
    ['(Kèm theo Quyết định số 87/QĐ-UBND ngày 15 tháng 8 năm 2025 của Chủ tịch UBND xã)', '', '', ''],
    ['STT', 'Họ và tên', 'Đơn vị', 'Tiền thưởng (đồng)'],
    ...rows,
    ['', 'NGƯỜI LẬP', '', 'CHỦ TỊCH'],
  ];
  const file = new InboxFile(out, 'commendations/inbox/02-danh-sach-kem-quyet-dinh.csv', now - HOUR);
  for (const cells of lines) file.line(`${cells.map((cell) => `"${cell}"`).join(';')}\r\n`);
  file.close();
  return rows.length;
}
