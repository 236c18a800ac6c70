/** A dossier's state, 1–10, the same on both sides of the wire (national portal contract, section 7). */
export type DossierState = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10;

export interface StateDescription {
  code: DossierState;
  /** The API's name. */
  name: string;
  /** What an officer reads. */
  label: string;
}

export const DOSSIER_STATES: readonly StateDescription[] = [
  { code: 1, name: 'REGISTERED', label: 'Mới đăng ký' },
  { code: 2, name: 'RECEIVED', label: 'Được tiếp nhận' },
  { code: 3, name: 'NOT_ACCEPTED', label: 'Không được tiếp nhận' },
  { code: 4, name: 'PROCESSING', label: 'Đang xử lý' },
  { code: 5, name: 'SUPPLEMENT_REQUESTED', label: 'Yêu cầu bổ sung giấy tờ' },
  { code: 6, name: 'PAYMENT_REQUESTED', label: 'Yêu cầu thực hiện nghĩa vụ tài chính' },
  { code: 7, name: 'WITHDRAWN', label: 'Công dân yêu cầu rút hồ sơ' },
  { code: 8, name: 'STOPPED', label: 'Dừng xử lý' },
  { code: 9, name: 'PROCESSED', label: 'Đã xử lý xong' },
  { code: 10, name: 'RETURNED', label: 'Đã trả kết quả' },
];

export function isDossierState(value: number): value is DossierState {
  return Number.isInteger(value) && value >= 1 && value <= 10;
}

export function stateOf(code: DossierState): StateDescription {
  const found = DOSSIER_STATES.find((state) => state.code === code);
  if (!found) throw new RangeError(`no dossier state ${code}`);
  return found;
}
