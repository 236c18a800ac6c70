/** Where a document stands; each line only goes on to the right, steps may be missing. REFUSED and REVOKED end it. */
export const DOCUMENT_STATES = [
  'AWAITED',
  'ARRIVED',
  'ACCEPTED',
  'WAITING',
  'IN_WORK',
  'DONE',
  'REFUSED',
  'DRAFT',
  'REVIEWED',
  'FORMAT_CHECKED',
  'PERSON_SIGNED',
  'NUMBERED',
  'ORGAN_SIGNED',
  'ISSUED',
  'REVOKED',
] as const;
export type DocumentState = (typeof DOCUMENT_STATES)[number];

const INCOMING: readonly DocumentState[] = ['AWAITED', 'ARRIVED', 'ACCEPTED', 'WAITING', 'IN_WORK', 'DONE'];
const OUTGOING: readonly DocumentState[] = [
  'AWAITED',
  'DRAFT',
  'REVIEWED',
  'FORMAT_CHECKED',
  'PERSON_SIGNED',
  'NUMBERED',
  'ORGAN_SIGNED',
  'ISSUED',
];

export const REVOCATION_STATES = ['ASKED', 'AGREED', 'REFUSED'] as const;
export type RevocationState = (typeof REVOCATION_STATES)[number];

/** The standard's status codes, with the state that a receiver's message brings; the others are about taking back. */
export const STATUSES = {
  '01': { name: 'Đã đến', state: 'ARRIVED' },
  '02': { name: 'Từ chối tiếp nhận', state: 'REFUSED' },
  '03': { name: 'Đã tiếp nhận', state: 'ACCEPTED' },
  '04': { name: 'Phân công', state: 'WAITING' },
  '05': { name: 'Đang xử lý', state: 'IN_WORK' },
  '06': { name: 'Hoàn thành', state: 'DONE' },
  '13': { name: 'Lấy lại', revocation: 'ASKED' },
  '15': { name: 'Đồng ý thu hồi, cập nhật', revocation: 'AGREED' },
  '16': { name: 'Từ chối thu hồi, cập nhật', revocation: 'REFUSED' },
} as const satisfies Record<string, { name: string; state?: DocumentState; revocation?: RevocationState }>;
export type StatusCode = keyof typeof STATUSES;

export function isStatus(code: string): code is StatusCode {
  return Object.hasOwn(STATUSES, code);
}

/**
 * The state after `next` was said of a document in `state`: never back, refused only before it was accepted, nothing behind
 * REFUSED and REVOKED.
 */
export function laterState(state: DocumentState, next: DocumentState): DocumentState {
  if (state === 'REFUSED' || state === 'REVOKED') return state;
  if (next === 'REVOKED') return next;
  if (next === 'REFUSED') return state === 'AWAITED' || state === 'ARRIVED' ? next : state;
  const line = OUTGOING.includes(next) && next !== 'AWAITED' ? OUTGOING : INCOMING;
  // A state of the other line says nothing about this one.
  if (!line.includes(state)) return state;
  return line.indexOf(next) > line.indexOf(state) ? next : state;
}

export function isFinished(state: DocumentState): boolean {
  return state === 'DONE' || state === 'REFUSED' || state === 'REVOKED';
}
