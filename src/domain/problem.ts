/** One thing that is wrong with one record. `message` names no personal value. */
export interface Problem {
  /** The source's field name, `KetQua[0].Ten`; empty for the record as a whole. */
  field: string;
  /** `MISSING`, `NOT_IN_LIST`, `BAD_DATE`, `BAD_SHAPE`, `IN_FUTURE`, `WRONG_ORDER`, `UNKNOWN_UNIT`, `UNKNOWN_PROCEDURE`, `ILLEGAL_STEP`, `UNREADABLE`, `TOO_LONG`, … */
  code: string;
  message: string;
}
