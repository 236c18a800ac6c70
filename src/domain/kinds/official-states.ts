/** Tình trạng, and what an officer reads for it; what stands behind a dash is a remark. */
export const OFFICIAL_STATE_NAMES = {
  PROBATION: 'Tập sự',
  ACTIVE: 'Đang làm việc',
  LEAVE: 'Nghỉ phép dài ngày',
  SECONDED: 'Biệt phái',
  SUSPENDED: 'Tạm đình chỉ công tác',
  TRANSFERRED: 'Đã chuyển công tác — active elsewhere',
  RETIRED: 'Nghỉ hưu',
  RESIGNED: 'Thôi việc',
  DISMISSED: 'Buộc thôi việc',
  DECEASED: 'Từ trần',
} as const;
export type OfficialState = keyof typeof OFFICIAL_STATE_NAMES;
export const OFFICIAL_STATES = Object.keys(OFFICIAL_STATE_NAMES) as OfficialState[];

const IN_SERVICE: readonly OfficialState[] = ['ACTIVE', 'LEAVE', 'SECONDED', 'SUSPENDED'];
const GONE: readonly OfficialState[] = ['TRANSFERRED', 'RETIRED', 'RESIGNED', 'DISMISSED', 'DECEASED'];

/**
 * PROBATION → ACTIVE ⇄ (LEAVE, SECONDED, SUSPENDED) → TRANSFERRED, RETIRED, RESIGNED, DISMISSED, DECEASED. What a file was between two
 * readings is not known, so whatever can be reached may follow. Who was transferred may come back.
 */
const NEXT: Readonly<Record<OfficialState, readonly OfficialState[]>> = {
  PROBATION: [...IN_SERVICE, ...GONE],
  ACTIVE: [...IN_SERVICE, ...GONE],
  LEAVE: [...IN_SERVICE, ...GONE],
  SECONDED: [...IN_SERVICE, ...GONE],
  SUSPENDED: [...IN_SERVICE, ...GONE],
  TRANSFERRED: [...IN_SERVICE, ...GONE],
  RETIRED: ['DECEASED'],
  RESIGNED: ['DECEASED'],
  DISMISSED: ['DECEASED'],
  DECEASED: [],
};

/** Whether a file of the one state may be found in the other later. */
export function mayFollow(before: OfficialState, after: OfficialState): boolean {
  return before === after || NEXT[before].includes(after);
}

/** The states in which somebody has a place in the agency. */
export const IN_OFFICE: readonly OfficialState[] = ['PROBATION', ...IN_SERVICE];

export function holdsPosts(state: OfficialState): boolean {
  return IN_OFFICE.includes(state);
}
