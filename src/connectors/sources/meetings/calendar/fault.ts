import type { Problem } from '../../../../domain/ports.js';

const MESSAGES = {
  BROKEN_CALENDAR: 'Sự kiện trong lịch không đọc được (the event cannot be read)',
  CUT_OFF: 'Sự kiện bị cắt, không có END (the event has no END)',
  UNKNOWN_ZONE:
    'Múi giờ không có trong tệp và không phải tên IANA (a zone that neither the file nor IANA knows)',
  BAD_DATE: 'Ngày giờ không tồn tại hoặc sai định dạng (no such date, or not in a known form)',
  MISSING: 'Thiếu giá trị bắt buộc (required value is missing)',
  RANGE_NOT_READ:
    'RANGE=THISANDFUTURE chỉ đọc được khi cả lịch lặp ở trong cùng tệp; giá trị khác không được đọc (read only beside its whole series in one file; no other value is)',
  TOO_OFTEN: 'Lịch lặp dày hơn mỗi ngày một lần theo giờ, phút, giây (repeats by hour, minute or second)',
  TOO_MANY_SESSIONS: 'Lịch lặp có quá nhiều buổi (the series has too many sessions)',
} as const;
type FaultCode = keyof typeof MESSAGES;

/** What is wrong with one event; it costs that event alone. */
export class CalendarFault extends Error {
  override readonly name = 'CalendarFault';
  readonly problem: Problem;

  /** `field`: as the exchange form calls it. */
  constructor(field: string, code: FaultCode, detail?: string) {
    super(code);
    this.problem = { field, code, message: detail ? `${MESSAGES[code]}: ${detail}` : MESSAGES[code] };
  }
}
