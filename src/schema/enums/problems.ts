import { defineNames } from './define.js';

/** Every code of a mutation's problem, with what an officer reads and the same in English: the closed list. */
export const PROBLEM_TEXTS = {
  UNKNOWN_SOURCE: ['Không có nguồn dữ liệu tên này', 'no source has this name'],
  SOURCE_OFF: ['Nguồn chưa được cấu hình địa chỉ', 'the source has no address configured'],
  NOT_FOUND: ['Không tìm thấy', 'not found'],
  NOT_RETRYABLE: [
    'Trạng thái hiện tại không cho gửi lại',
    'its present state does not allow sending it again',
  ],
  NEWER_VERSION: ['Đã có phiên bản mới hơn thay thế', 'a newer version has taken its place'],
  NOT_ALLOWED: ['Vai trò này không được làm việc đó', 'this role may not do that'],
  NOT_HELD: ['Lượt gửi này không bị giữ lại', 'it is not held'],
  NEEDS_ANSWER: [
    'Cần cán bộ cho biết trên cổng đã có hay chưa',
    'somebody has to say whether the portal has it',
  ],
  NOT_ASKED: ['Lượt gửi này không cần trả lời', 'nobody asked for an answer about it'],
  NO_ACCOUNT: ['Đơn vị chưa có tài khoản trên cổng', 'its unit has no account at the portal'],
  LANE_BUSY: ['Đang được gửi, hãy thử lại sau', 'it is being sent: try again later'],
  UNKNOWN_QUEUE: ['Không có hàng đợi tên này', 'no queue has this name'],
  UNKNOWN_PORTAL: ['Không có cổng tên này', 'no portal has this name'],
  EXACTLY_ONE: ['Phải cho đúng một trong các mục', 'exactly one of these has to be given'],
  TOO_MANY: ['Quá nhiều bản ghi trong một lần', 'too many records at once'],
  KEY_REUSED: ['Khóa này đã dùng cho nội dung khác', 'this key was used for other content'],
  INVALID: ['Giá trị không hợp lệ', 'the value is not valid'],
  WRONG_ORDER: ['Thời điểm không theo thứ tự', 'times are out of order'],
  EMPTY_BODY: ['Nội dung trống sau khi làm sạch HTML', 'the body is empty after sanitising'],
  UNKNOWN_UNIT: ['Mã đơn vị chưa có trong danh mục', 'the unit is not known'],
  OTHER_ORIGIN: ['Mã này do nguồn khác quản lý', 'this key belongs to another source'],
  OUT_OF_SCOPE: ['Đơn vị nằm ngoài phạm vi của khóa', 'the unit is outside of what the key is for'],
  HOST_NOT_ALLOWED: [
    'Tệp phải là địa chỉ http(s) trên máy chủ được phép',
    'a file has to be an http(s) address on a listed host',
  ],
  TOKEN_EXPIRED: [
    'Lần đếm thử đã quá một giờ, hãy đếm lại',
    'the dry run is more than an hour old: count again',
  ],
  COUNT_CHANGED: ['Số lượng đã thay đổi, hãy đếm lại', 'the count has changed: count again'],
  NOT_OPEN: ['Bản ghi này đã được xử lý', 'it was resolved already'],
  NOT_EXPECTED: ['Mục này không dùng cho việc đã chọn', 'this does not go with what was chosen'],
  NOT_OF_CATEGORY: ['Trường của chuyên mục khác', 'the field belongs to another section'],
  MISSING: ['Thiếu giá trị bắt buộc', 'a required value is missing'],
  TOO_LONG: ['Giá trị quá dài', 'the value is too long'],
} as const satisfies Readonly<Record<string, readonly [vi: string, en: string]>>;

export type ProblemCode = keyof typeof PROBLEM_TEXTS;

export const ProblemCodeEnum = defineNames<ProblemCode>(
  'ProblemCode',
  'What a mutation could not do (lý do không thực hiện được).',
  Object.fromEntries(Object.entries(PROBLEM_TEXTS).map(([code, [vi]]) => [code, vi])) as Record<
    ProblemCode,
    string
  >,
);
