import { defineEnum, defineNames } from './define.js';

export const HealthEnum = defineNames('Health', 'Whether something works (tình trạng).', {
  HEALTHY: 'Bình thường',
  DEGRADED: 'Có vấn đề, một phần bị ảnh hưởng',
  FAILING: 'Không hoạt động, cần xử lý ngay',
});
export type Health = keyof typeof HealthEnum;

export const BreakerStateEnum = defineNames('BreakerState', 'State of the breaker (cầu dao của tài khoản).', {
  CLOSED: 'Đóng: đang gửi bình thường',
  OPEN: 'Ngắt: tạm ngừng gửi',
  HALF_OPEN: 'Thử lại bằng một cuộc gọi',
});

export const SyncStateEnum = defineNames('SyncState', 'State of a sync run (trạng thái lần đọc).', {
  RUNNING: 'Đang đọc',
  DONE: 'Đã đọc xong',
  FAILED: 'Không đọc được nguồn',
  ABANDONED: 'Bị bỏ dở — its process ended',
});

export const QuarantineStateEnum = defineNames(
  'QuarantineState',
  'State of a quarantined record (vùng cách ly).',
  {
    OPEN: 'Chưa xử lý',
    RESOLVED: 'Đã nhận lại được',
    DISCARDED: 'Cán bộ đã loại bỏ',
  },
);

export const SubjectKindEnum = defineEnum('SubjectKind', 'Kind of subject (loại dữ liệu).', {
  DOSSIER: ['dossier', 'Hồ sơ'],
  NOTICE: ['notice', 'Tin, thông báo'],
  UNIT: ['unit', 'Đơn vị'],
  PROCEDURE: ['procedure', 'Thủ tục hành chính'],
});

export const PROBLEM_CODES = {
  UNKNOWN_SOURCE: 'Không có nguồn dữ liệu tên này',
  SOURCE_OFF: 'Nguồn chưa được cấu hình địa chỉ',
  NOT_FOUND: 'Không tìm thấy',
  NOT_RETRYABLE: 'Trạng thái hiện tại không cho gửi lại',
  NEWER_VERSION: 'Đã có phiên bản mới hơn thay thế',
  NOT_ALLOWED: 'Vai trò này không được làm việc đó',
  NOT_HELD: 'Lượt gửi này không bị giữ lại',
  NEEDS_ANSWER: 'Cần cán bộ cho biết trên cổng đã có hay chưa',
  NO_ACCOUNT: 'Đơn vị chưa có tài khoản trên cổng',
  LANE_BUSY: 'Đang được gửi, hãy thử lại sau',
} as const;
export type ProblemCode = keyof typeof PROBLEM_CODES;
export const ProblemCodeEnum = defineNames<ProblemCode>(
  'ProblemCode',
  'What a mutation could not do (lý do không thực hiện được).',
  PROBLEM_CODES,
);
