import { kinds } from '../../domain/kinds/index.js';
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

export const ResolutionEnum = defineNames(
  'Resolution',
  'How a quarantined record was resolved by a person (cách xử lý).',
  {
    EDITED: 'Đã sửa và tiếp nhận',
    REPLAYED: 'Đã tiếp nhận lại nguyên trạng',
    DISCARDED: 'Đã loại bỏ',
  },
);

export const SubjectKindEnum = defineEnum<string, string>('SubjectKind', 'Kind of subject (loại dữ liệu).', {
  DOSSIER: ['dossier', 'Hồ sơ'],
  NOTICE: ['notice', 'Tin, thông báo'],
  UNIT: ['unit', 'Đơn vị'],
  PROCEDURE: ['procedure', 'Thủ tục hành chính'],
  ...Object.fromEntries(
    kinds.map(({ kind, label }) => [kind.toUpperCase().replaceAll('-', '_'), [kind, label] as const]),
  ),
});
