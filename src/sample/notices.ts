import { NOTICE_CATEGORIES, type NoticeCategory } from '../domain/records.js';
import { DAY, HOUR, nextOpen, startOfDay } from './calendar.js';
import { form, type RawForm, styleOf } from './form.js';
import { detailsOf } from './notice-details.js';
import { personName } from './people.js';
import { Random } from './random.js';
import { publisherAt } from './units.js';

export type NoticeFate = 'live' | 'future' | 'expired' | 'withdrawn' | 'expiring';

export interface SampleNotice {
  form: RawForm;
  fate: NoticeFate;
  /** Paths below `files/`, with the title of each. */
  files: { path: string; title: string }[];
}

const SUBJECTS: Readonly<Record<NoticeCategory, readonly string[]>> = {
  PHAP_LUAT: ['Tuyên truyền Luật Đất đai', 'Phổ biến quy định về cư trú', 'Hỏi đáp về luật hộ tịch'],
  CHINH_SACH: ['Chính sách hỗ trợ hộ nghèo', 'Hỗ trợ học phí năm học mới', 'Trợ giúp người cao tuổi'],
  THU_TUC_HANH_CHINH: [
    'Danh mục thủ tục hành chính',
    'Thủ tục thực hiện toàn trình',
    'Bãi bỏ thủ tục hành chính',
  ],
  QUY_TRINH: [
    'Quy trình nội bộ giải quyết hồ sơ',
    'Quy trình tiếp nhận tại bộ phận một cửa',
    'Quy trình số hóa giấy tờ',
  ],
  DU_AN_DAU_TU: ['Công bố quy hoạch khu dân cư', 'Kế hoạch sử dụng đất', 'Dự án đường liên thôn'],
  DAU_THAU_MUA_SAM: [
    'Mời thầu xây lắp trường học',
    'Kết quả lựa chọn nhà thầu',
    'Mua sắm trang thiết bị văn phòng',
  ],
  HOAT_DONG: ['Lễ ra quân làm sạch môi trường', 'Hội nghị đối thoại với công dân', 'Ngày hội chuyển đổi số'],
};
const DOCUMENT_TYPES = ['Quyết định', 'Thông báo', 'Kế hoạch', 'Công văn'] as const;

/** Notice `index` of the sample: over all categories, every third a legal document; the first ones have the odd fates. */
export function noticeOf(
  seed: string | number,
  index: number,
  now: number,
  withFiles: boolean,
): SampleNotice {
  const random = new Random(seed, 'notice', index);
  const style = styleOf(random);
  const category = NOTICE_CATEGORIES[index % NOTICE_CATEGORIES.length] ?? 'HOAT_DONG';
  const fate = fateOf(index);
  const published = publishedAt(fate, index, now, random);
  const unit = publisherAt(index, published);
  const legal = index % 3 === 0;
  const title = `${random.pick(SUBJECTS[category])} (tin số ${index + 1})`;
  const files = withFiles && (legal || random.chance(0.3)) ? attachments(index, title, random) : [];
  const expires = expiresAt(fate, index, published, now);
  return {
    fate,
    files,
    form: form({
      MaTin: `TIN-${String(index + 1).padStart(4, '0')}`,
      TieuDe: index % 13 === 5 ? title.normalize('NFD') : title,
      NoiDung: bodyOf(title, index, random),
      TrichYeu: `${title}: nội dung chính và thời gian thực hiện.`,
      TacGia: personName(random),
      NguonTin: unit.name,
      DuongDan: `https://ngoclac.example.vn/tin/${index + 1}`,
      ChuyenMuc: category,
      SoKyHieu: legal ? `${index + 10}/${random.pick(['QĐ-UBND', 'TB-UBND', 'KH-UBND'])}` : undefined,
      LoaiVanBan: legal ? random.pick(DOCUMENT_TYPES) : undefined,
      CoQuanBanHanh: legal && random.chance(0.7) ? unit.name : undefined,
      NgayBanHanh: legal && random.chance(0.8) ? style.day(published - 2 * DAY) : undefined,
      NgayDang: style.time(published),
      NgayHetHan: expires === undefined ? undefined : style.day(expires),
      DaGo: fate === 'withdrawn' ? style.flag(true) : random.chance(0.3) ? style.flag(false) : undefined,
      DonVi: unit.code,
      TepDinhKem:
        files.length > 0 ? files.map(({ path, title: name }) => ({ Ten: name, DuongDan: path })) : undefined,
      NgayCapNhat: style.time(Math.min(published, now)),
      ChiTiet: detailsOf(category, { title, published, style, random }),
    }),
  };
}

function fateOf(index: number): NoticeFate {
  const fates: Readonly<Record<number, NoticeFate>> = { 3: 'future', 8: 'expired', 16: 'withdrawn' };
  return fates[index] ?? (index % 11 === 9 ? 'expiring' : 'live');
}

function publishedAt(fate: NoticeFate, index: number, now: number, random: Random): number {
  if (fate === 'future') return startOfDay(now) + 2 * DAY + 8 * HOUR;
  const day = startOfDay(now) - random.int(fate === 'expired' ? 60 : 1, fate === 'expired' ? 90 : 150) * DAY;
  const at = nextOpen(day + 7 * HOUR) + (index % 8) * 20 * 60_000;
  return at < now ? at : day;
}

function expiresAt(fate: NoticeFate, index: number, published: number, now: number): number | undefined {
  if (fate === 'expired') return published + 20 * DAY;
  if (fate === 'expiring') return now + (30 + index) * DAY;
  return undefined;
}

function attachments(index: number, title: string, random: Random): SampleNotice['files'] {
  return Array.from({ length: random.int(1, 2) }, (_, number) => ({
    path: `tin-${String(index + 1).padStart(4, '0')}-${number + 1}.pdf`,
    title: number === 0 ? `Văn bản: ${title}` : `Phụ lục: ${title}`,
  }));
}

/** Simple HTML; some bodies carry what has to be taken out before anybody shows them. */
function bodyOf(title: string, index: number, random: Random): string {
  const paragraphs = Array.from(
    { length: random.int(2, 4) },
    (_, number) =>
      `<p>${number + 1}. Nội dung mẫu của mục ${random.int(1, 90)}, áp dụng cho các thôn, bản trong xã.</p>`,
  );
  const extra: Readonly<Record<number, string>> = {
    1: '<script>alert("không được phép")</script>',
    2: '<p onclick="alert(1)">Đoạn có mã lệnh gắn kèm.</p>',
    4: '<p><a href="javascript:alert(1)">Liên kết cũ</a> và <a href="https://ngoclac.example.vn/">trang chủ</a>.</p>',
  };
  return `<h2>${title}</h2>${paragraphs.join('')}${extra[index % 20] ?? ''}`;
}
