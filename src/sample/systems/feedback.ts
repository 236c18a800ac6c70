import { DAY, HOUR } from '../calendar.js';
import { form, type RawForm, styleOf } from '../form.js';
import { addressOf, phoneNumber } from '../people.js';
import { Random } from '../random.js';
import { resident } from '../residents.js';
import { currentCommunes } from '../units.js';
import { type SampleSystem, type SystemOptions, writeLines } from './system.js';

const MATTERS = [
  ['Môi trường', 'Rác thải tồn đọng ở chợ xã'],
  ['Giao thông', 'Đường liên thôn hư hỏng'],
  ['Thủ tục hành chính', 'Chờ lâu tại bộ phận một cửa'],
  ['Đất đai', 'Đề nghị xác nhận ranh giới thửa đất'],
] as const;
/** Of each commune, one in each state. */
const STEPS = [1, 2, 3, 4, 5] as const;
/** Behind those who are officials. */
const FIRST_SENDER = 200;

/** Five of each commune, from just received to closed; and one that is published before it was answered. */
export const feedback: SampleSystem = {
  source: 'feedback',
  mine: /^01-phan-anh\.jsonl$/,
  write: (options) => {
    const all = currentCommunes().flatMap(({ code }, commune) =>
      STEPS.map((steps, index) => feedbackOf(options, code, steps, commune * STEPS.length + index)),
    );
    const published = all[STEPS.length - 2] ?? {};
    const bad = form({ ...published, MaPhanAnh: 'PA-SAI-1', ThoiDiemTraLoi: undefined, TraLoi: undefined });
    writeLines(options, 'feedback', '01-phan-anh.jsonl', [...all, bad]);
    return { records: all.length, bad: 1 };
  },
};

function feedbackOf({ seed, now }: SystemOptions, unit: string, steps: number, index: number): RawForm {
  const random = new Random(seed, 'feedback', index);
  const style = styleOf(random);
  const [field, title] = random.pick(MATTERS);
  const { name, personalId } = resident(seed, FIRST_SENDER + index);
  const received = now - random.int(20, 90) * DAY;
  const after = (step: number, hours: number) =>
    steps > step ? style.time(received + hours * HOUR) : undefined;
  const isAnswered = steps > 2;
  const isPublished = steps > 3;
  return form({
    MaPhanAnh: `PA-${String(index + 1).padStart(4, '0')}`,
    Loai: index % 4 === 3 ? 'KIEN_NGHI' : 'PHAN_ANH',
    Kenh: random.pick(['PORTAL', 'APP', 'PHONE', 'DESK'] as const),
    DonVi: unit,
    LinhVuc: field,
    TieuDe: title,
    NoiDung: `${title}, đề nghị xem xét. Liên hệ: ${name}`,
    NguoiGui: name,
    SoDienThoai: phoneNumber(random),
    DiaChi: addressOf(random),
    SoDinhDanh: personalId,
    ThoiDiemNhan: style.time(received),
    ThoiDiemPhanCong: after(1, 8),
    HanTraLoi: style.time(received + 5 * DAY),
    ThoiDiemTraLoi: after(2, index % 2 === 0 ? 48 : 144),
    TraLoi: isAnswered ? `Kính gửi ông/bà ${name}: đã kiểm tra và xử lý.` : undefined,
    ThoiDiemCongKhai: after(3, 160),
    NoiDungCongKhai: isPublished ? title : undefined,
    TraLoiCongKhai: isPublished ? 'Đã kiểm tra và xử lý.' : undefined,
    ThoiDiemDong: after(4, 200),
    HaiLong: steps > 4 ? style.flag(index % 3 !== 0) : undefined,
    NgayCapNhat: style.time(received + 240 * HOUR),
  });
}
