import type { District } from './district.js';
import type { DropFiles } from './drop.js';

/** What the comparer needs to know to say what should be at a portal. */
export interface Question {
  district: District;
  /** Files of the one-stop drop. */
  files: DropFiles;
  /** Files of the drop of notices. */
  noticeFiles: DropFiles;
  /** The account's agency, `H56.14`. */
  agency: string;
  /** ms; what is published or expired is judged by it. */
  now: number;
}
