import type { DeliveryState, Flag, HoldReason } from '../../domain/delivery.js';
import { defineEnum, defineNames } from './define.js';

export const DeliveryStateEnum = defineNames<DeliveryState>(
  'DeliveryState',
  'State of a delivery (trạng thái lượt gửi).',
  {
    PENDING: 'Chờ gửi — may leave, see notBefore and nextAttemptAt',
    SENDING: 'Đang gửi',
    UNKNOWN: 'Chưa rõ kết quả, đang đọc lại từ cổng — sent and not answered clearly',
    DELIVERED: 'Đã giao, cổng đã nhận',
    REFUSED: 'Cổng từ chối — see code and message',
    HELD: 'Giữ lại, cần cán bộ xử lý — see holdReason',
    EXHAUSTED: 'Hết số lần thử — a fault of ours or of the network',
    SUPERSEDED: 'Đã được thay bằng phiên bản mới hơn',
  },
);

export const HoldReasonEnum = defineNames<HoldReason>(
  'HoldReason',
  'Why a delivery is held (lý do giữ lại).',
  {
    MISSING_FIELD: 'Thiếu thông tin mà cổng bắt buộc',
    TOO_LONG: 'Nội dung dài hơn mức cổng cho phép',
    FILE_TOO_LARGE: 'Tệp vượt dung lượng cho phép',
    FILE_UNAVAILABLE: 'Không lấy được tệp từ hệ thống nguồn',
    FILE_HOST_NOT_ALLOWED: 'Máy chủ chứa tệp không nằm trong danh sách cho phép',
    DELETED_AT_SOURCE: 'Đã bị xóa ở hệ thống nguồn',
    READ_BACK_IMPOSSIBLE: 'Không đọc lại được từ cổng để biết đã nhận hay chưa',
    AMBIGUOUS_AT_PORTAL: 'Trên cổng có nhiều bản giống nhau, chưa rõ bản nào',
    BEFORE_FIRST_CONTACT: 'Bước xử lý có trước lần liên thông đầu tiên',
    NO_ACCOUNT: 'Đơn vị chưa có tài khoản trên cổng',
    NOT_AT_PORTAL: 'Trên cổng không có hồ sơ này',
    UNRENDERABLE: 'Không lập được bản tin gửi cổng',
    BRAKE: 'Tạm dừng để kiểm tra',
  },
);

export const DeliveryKindEnum = defineNames('DeliveryKind', 'What a delivery carries (nội dung lượt gửi).', {
  RECORD: 'Bản ghi hồ sơ hoặc tin — one version of the record',
  ENTRY: 'Một bước xử lý — one trace entry, appended',
});

export const PhaseEnum = defineNames('Phase', 'Publishing or taking down (đăng hay gỡ).', {
  PUBLISH: 'Đăng, gửi lên',
  WITHDRAW: 'Gỡ xuống',
});

export const LaneFormEnum = defineEnum(
  'LaneForm',
  'The form that a subject takes at a portal (dạng bản tin).',
  {
    RECORD: ['record', 'Hồ sơ hoặc tin'],
    ARTICLE: ['article', 'Tin bài trên cổng của tỉnh'],
    LEGAL: ['legal', 'Văn bản trên cổng của tỉnh'],
  },
);

export const LaneStateEnum = defineNames('LaneState', 'State of a lane (trạng thái luồng gửi).', {
  IDLE: 'Rảnh',
  BUSY: 'Đang có một cuộc gọi',
  UNKNOWN: 'Chưa rõ kết quả lần gửi trước, đang đọc lại',
});

export const LaneTaskEnum = defineNames('LaneTask', 'What a busy lane does (việc đang làm).', {
  SEND: 'Gửi lên cổng',
  LOOK: 'Đọc lại từ cổng',
});

export const ProofEnum = defineNames('Proof', 'How it is known that the portal holds it (bằng chứng).', {
  ANSWER: 'Cổng trả lời đã nhận',
  READ_BACK: 'Đọc lại thấy trên cổng',
  ADOPTION: 'Đã có sẵn trên cổng từ trước',
});

export const FlagEnum = defineNames<Flag>(
  'Flag',
  "Things worth an officer's eye that stop nothing (lưu ý).",
  {
    SUMMARY_CUT: 'Trích yếu bị cắt cho vừa cổng',
    NO_RESULT_FILE: 'Kết quả không có tệp kèm theo',
    BACK_DATED: 'Bước xử lý ghi lùi ngày',
    EDITED_AFTER_SENDING: 'Bị sửa ở nguồn sau khi đã gửi',
    REMOVED_AFTER_SENDING: 'Bị bỏ ở nguồn sau khi đã gửi',
    HANDED_IN_AGAIN: 'Nộp lại cùng mã hồ sơ',
    REOPENED: 'Mở lại sau khi đã xử lý xong',
    CORRECTED: 'Sửa lại sau khi đã trả kết quả',
    DESK_CORRECTION: 'Bộ phận một cửa sửa trong ngày tiếp nhận',
    DELETED_AT_SOURCE: 'Đã bị xóa ở hệ thống nguồn',
  },
);
