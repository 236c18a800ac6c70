import type { Json } from '../../../src/domain/canonical.js';
import type { SourceDefinition } from '../../../src/domain/ports.js';

export type RawForm = { [key: string]: Json };

/** How tests of all kinds that are shown and not carried make records of one: in the form of its source. */
export interface KindSample {
  source: SourceDefinition;
  /** Record `number` of this unit, good, dated after the reform and before 2026; the same number is the same key. */
  raw(number: number, unit: string): RawForm;
  /** The same with another value somewhere that everybody who sees it sees, and the same `NgayCapNhat`. */
  changed(raw: RawForm): RawForm;
  /** The same with one field that is refused, and which. */
  spoilt(raw: RawForm): { raw: RawForm; field: string };
  /** Table whose rows, a unit’s each, are what global ids name, by `id`; absent: the subject is. */
  nodes?: string;
  /** Columns of what is personal, plain text and sealed: what the tests of masking mark, where a form would not take a mark. */
  personal?: readonly { table: string; text?: readonly string[]; sealed?: readonly string[] }[];
}
