import type { GoneUnjudged } from '../../domain/ports.js';

/** What a comparison found, listed or not. */
export interface Found {
  /** Records of the source; one that came twice counts once. */
  read: number;
  /** The content differs although its time of change is not newer. */
  changed: number;
  /** In the store, and not in the source any more. */
  gone: number;
  /** In the source, and neither in the store nor in quarantine. */
  missed: number;
  /** Found earlier, and right again. */
  closed: number;
  /** Why nothing is said about what did not come; absent: it was judged. */
  goneUnjudged?: GoneUnjudged;
}

/** How the comparison of one source ended. */
export interface ComparisonOutcome extends Found {
  source: string;
  comparisonId: string;
  /** `ABANDONED`: stopped from outside. Only what is DONE has found or closed anything. */
  state: 'DONE' | 'FAILED' | 'ABANDONED';
  /** One clear line, without personal data. */
  error?: string;
}

export function nothingFound(): Found {
  return { read: 0, changed: 0, gone: 0, missed: 0, closed: 0 };
}
