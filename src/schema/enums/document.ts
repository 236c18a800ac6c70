import { defineEnum, defineNames } from './define.js';

export const DocumentDirectionEnum = defineNames('DocumentDirection', 'Which way a document goes.', {
  IN: 'Văn bản đến',
  OUT: 'Văn bản đi',
});

export const DocumentStateEnum = defineNames(
  'DocumentState',
  'Where a document stands. Incoming: ARRIVED to DONE, or REFUSED; outgoing: DRAFT to ISSUED; either: REVOKED.',
  {
    AWAITED: 'Chưa nhận được văn bản — only a revocation or a status of it has come',
    ARRIVED: 'Đã đến',
    ACCEPTED: 'Đã tiếp nhận',
    WAITING: 'Chờ phân công',
    IN_WORK: 'Đang xử lý',
    DONE: 'Hoàn thành',
    REFUSED: 'Từ chối tiếp nhận',
    DRAFT: 'Dự thảo',
    REVIEWED: 'Đã soát',
    FORMAT_CHECKED: 'Đã kiểm tra thể thức',
    PERSON_SIGNED: 'Người có thẩm quyền đã ký',
    NUMBERED: 'Đã cấp số',
    ORGAN_SIGNED: 'Cơ quan đã ký',
    ISSUED: 'Đã phát hành',
    REVOKED: 'Đã thu hồi',
  },
);

export const RevocationEnum = defineNames('Revocation', 'What became of taking a document back (thu hồi).', {
  ASKED: 'Nơi gửi lấy lại',
  AGREED: 'Đồng ý thu hồi',
  REFUSED: 'Từ chối thu hồi',
});

export const DocumentPriorityEnum = defineEnum('DocumentPriority', 'Priority of a document (độ khẩn).', {
  NORMAL: [0, 'Thường'],
  URGENT: [1, 'Khẩn'],
  VERY_URGENT: [2, 'Thượng khẩn'],
  FLASH: [3, 'Hỏa tốc'],
  TIMED_FLASH: [4, 'Hỏa tốc hẹn giờ'],
});

export const SteeringEnum = defineEnum('Steering', 'What a document is to steering (chỉ đạo).', {
  NONE: [1, 'Không'],
  STEERS: [2, 'Văn bản chỉ đạo'],
  REPORTS: [3, 'Báo cáo việc thực hiện chỉ đạo'],
});
