import { firstDayOf, isSurelyBefore, mayBeOneDay, type PartialDate } from '../partial-date.js';

export const POST_KINDS = ['MAIN', 'SECOND'] as const;
export type PostKind = (typeof POST_KINDS)[number];

/** A post somebody holds or held: known by the person, the unit and its beginning. It is closed, not edited. */
export interface OfficialPost {
  unit: string;
  title: string;
  kind: PostKind;
  from: PartialDate;
  /** Absent: no end is known. It may lie ahead, as in a contract. */
  to?: PartialDate;
  decisionNumber?: string;
  duty?: string;
}

export interface SalaryStep {
  /** Mã ngạch, `01.003`: text. */
  rankCode?: string;
  rankName?: string;
  /** Bậc, `3/9`. */
  step?: string;
  /** Hệ số as text with two decimals, `2.34`: it is masked like the rest. */
  coefficient?: string;
  from: PartialDate;
  decisionNumber?: string;
}

/** The first two main posts that were surely held at once: nobody has two, whatever second posts there are. Undefined: none. */
export function mainPostsAtOnce(posts: readonly OfficialPost[]): [OfficialPost, OfficialPost] | undefined {
  const main = posts.filter(({ kind }) => kind === 'MAIN');
  for (const [at, one] of main.entries()) {
    const other = main.slice(at + 1).find((each) => beginsWithin(one, each) && beginsWithin(each, one));
    if (other) return [one, other];
  }
  return undefined;
}

/** The main post that is held on `day` (`yyyy-MM-dd`): begun as far as its beginning is known, and surely not ended. Undefined: none. */
export function mainPostHeld(posts: readonly OfficialPost[], day: string): OfficialPost | undefined {
  return posts.find(
    ({ kind, from, to }) =>
      kind === 'MAIN' && firstDayOf(from) <= day && (to === undefined || firstDayOf(to) > day),
  );
}

/**
 * Posts once a list that has a row a person says the present one: what was held before is closed on its first day. A post of the same unit and
 * title, or one that would begin after it, was told wrongly before: the newer telling takes its place.
 */
export function postsWithPresent(
  before: readonly OfficialPost[],
  present: OfficialPost | undefined,
): OfficialPost[] {
  if (!present) return [...before];
  const kept = before.flatMap((post): OfficialPost[] => {
    if (post.kind !== 'MAIN' || !beginsWithin(present, post)) return [post];
    const isSame = post.unit === present.unit && post.title === present.title;
    return isSame || isSurelyBefore(present.from, post.from) ? [] : [{ ...post, to: present.from }];
  });
  const known = before.find((post) => isSamePost(post, present));
  return [...kept, { ...known, ...present }].sort(byBeginning);
}

/** Steps of salary once such a list says the present one. */
export function salaryWithPresent(
  before: readonly SalaryStep[],
  present: SalaryStep | undefined,
): SalaryStep[] {
  if (!present) return [...before];
  const isSame = (step: SalaryStep) => step.rankCode === present.rankCode && step.step === present.step;
  const kept = before.filter((step) => !isSame(step) && !isSurelyBefore(present.from, step.from));
  const known = before.find((step) => isSame(step) && mayBeOneDay(step.from, present.from));
  return [...kept, { ...known, ...present }].sort(byBeginning);
}

/** Whether two tellings may be of one post: the unit is the same, and so may be the beginning. */
export function isSamePost(one: OfficialPost, other: OfficialPost): boolean {
  return one.kind === other.kind && one.unit === other.unit && mayBeOneDay(one.from, other.from);
}

export function byBeginning(one: { from: PartialDate }, other: { from: PartialDate }): number {
  return one.from < other.from ? -1 : one.from > other.from ? 1 : 0;
}

/** A post may end on the day on which the next begins. */
function beginsWithin({ from }: OfficialPost, { to }: OfficialPost): boolean {
  return to === undefined || isSurelyBefore(from, to);
}
