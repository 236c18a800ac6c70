import { ACCEPTED, type Verdict } from './envelope.js';
import type { BatchBehaviour } from './profile.js';

/** What a call with several items came to. */
export interface BatchOutcome {
  /** Places of the items that are applied. */
  applied: number[];
  top: Verdict;
  /** One verdict an item, where the answer lists them. */
  listed?: Verdict[];
}

const PART: Verdict['message'] = 'Gói dữ liệu có mục không hợp lệ';

/**
 * The three behaviours of the contract, section 3. `silentPart` applies what stands before the first bad item; when that is
 * the first, every good one: so within one dossier the order of what is applied is never turned round.
 */
export function playBatch(verdicts: Verdict[], behaviour: BatchBehaviour, topIsZero: boolean): BatchOutcome {
  const first = verdicts.findIndex((verdict) => verdict.code !== 0);
  const bad = verdicts[first];
  const good = verdicts.flatMap((verdict, index) => (verdict.code === 0 ? [index] : []));
  if (!bad) {
    return behaviour === 'listed'
      ? { applied: good, top: ACCEPTED, listed: verdicts }
      : { applied: good, top: ACCEPTED };
  }
  if (behaviour === 'listed') {
    return { applied: good, top: topIsZero ? ACCEPTED : { code: bad.code, message: PART }, listed: verdicts };
  }
  // Alone, an item is told what is wrong with it; in a batch nobody learns which one it was.
  const top = verdicts.length === 1 ? bad : { code: bad.code, message: PART };
  if (behaviour === 'atomic') return { applied: [], top };
  return { applied: first > 0 ? good.filter((index) => index < first) : good, top };
}
