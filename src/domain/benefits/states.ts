import type { Problem } from '../problem.js';

/** Tình trạng hưởng, as an officer reads it. */
export const ENTITLEMENT_STATE_NAMES = {
  APPLIED: 'Đề nghị',
  VERIFIED: 'Cấp xã đã xác minh',
  REFUSED: 'Từ chối',
  DECIDED: 'Đã quyết định',
  PAID: 'Đang hưởng',
  SUSPENDED: 'Tạm dừng',
  MOVED: 'Chuyển đi',
  STOPPED: 'Thôi hưởng',
  DECEASED: 'Đã mất',
  FUNERAL: 'Đã hỗ trợ mai táng',
} as const;
export type EntitlementState = keyof typeof ENTITLEMENT_STATE_NAMES;
export const ENTITLEMENT_STATES = Object.keys(ENTITLEMENT_STATE_NAMES) as EntitlementState[];

/** Without a decision that grants it. */
export const UNDECIDED_STATES: readonly EntitlementState[] = ['APPLIED', 'VERIFIED', 'REFUSED'];

/**
 * APPLIED → VERIFIED → DECIDED → PAID ⇄ SUSPENDED → MOVED, STOPPED or DECEASED → FUNERAL; or REFUSED before it is decided. What may follow straight; the hub does not see every state, so what may follow that
 * may follow too.
 */
const NEXT: Readonly<Record<EntitlementState, readonly EntitlementState[]>> = {
  APPLIED: ['VERIFIED', 'REFUSED'],
  VERIFIED: ['DECIDED', 'REFUSED'],
  REFUSED: [],
  DECIDED: ['PAID'],
  PAID: ['SUSPENDED', 'MOVED', 'STOPPED', 'DECEASED'],
  SUSPENDED: ['PAID', 'MOVED', 'STOPPED', 'DECEASED'],
  // Who died after the file was closed is told of in the file.
  MOVED: ['DECEASED'],
  STOPPED: ['DECEASED'],
  DECEASED: ['FUNERAL'],
  FUNERAL: [],
};

/** Whether an entitlement that stood so may stand so now: it never goes back, and after a death there is the funeral support only. */
export function mayFollow(before: EntitlementState, now: EntitlementState): boolean {
  return before === now || reachedFrom(before).has(now);
}

function reachedFrom(state: EntitlementState): Set<EntitlementState> {
  const reached = new Set(NEXT[state]);
  // A set that grows while it is walked gives what is added too.
  for (const each of reached) for (const next of NEXT[each]) reached.add(next);
  return reached;
}

/** What is wrong with a state after the one that is known. */
export function judgeStep(before: EntitlementState, now: EntitlementState): Problem | undefined {
  if (mayFollow(before, now)) return undefined;
  const step = [before, now].map((state) => ENTITLEMENT_STATE_NAMES[state]).join(' → ');
  const message = `Tình trạng không quay lại, sau khi mất chỉ còn hỗ trợ mai táng; nếu trước đó ghi nhầm thì gửi DaXoa rồi gửi lại (a state never goes back, after a death there is the funeral support only; where the file was wrong before, send DaXoa, then the file again): ${step}`;
  return { field: 'TrangThai', code: 'GOES_BACK', message };
}
