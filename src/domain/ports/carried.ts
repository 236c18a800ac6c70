import type { LaneForm, Phase } from '../delivery.js';
import type { DossierRecord, NoticeRecord, TraceItem } from '../records.js';

/** One agency's access to one portal. Address and secrets come from the environment, the rest from the store. */
export interface Account {
  id: string;
  portal: string;
  /** The agency's code, `H56.14`. */
  agencyCode: string;
}

/** A snapshot and the stable numbers that the hub gave to its parts (same order as the lists in the record). */
export interface DossierSnapshot {
  record: DossierRecord;
  /** int32 each, stable for the life of the subject */
  componentIds: number[];
  resultIds: number[];
  supplementIds: number[];
}
export interface NoticeSnapshot {
  record: NoticeRecord;
  /** The hub's short number of the notice, for `[LT-000123]`. */
  number: number;
}

/** What the names on the wire come from; `version` stands on every receipt. */
export interface Catalogue {
  version: string;
  /** The national catalogue's names win, then the procedure table's. */
  procedure(
    code: string,
  ): { code: string; name: string; fieldCode: string; fieldName: string; noDueTime: boolean } | undefined;
  unit(code: string): { code: string; name: string } | undefined;
}

/** What one delivery wants carried. */
export type Carried =
  | {
      type: 'dossier';
      subjectId: string;
      key: string;
      form: 'record';
      version: number;
      generation: number;
      phase: Phase;
      origin: string;
      snapshot: DossierSnapshot;
    }
  | {
      type: 'notice';
      subjectId: string;
      key: string;
      form: LaneForm;
      version: number;
      generation: number;
      phase: Phase;
      origin: string;
      snapshot: NoticeSnapshot;
    }
  | {
      type: 'trace';
      subjectId: string;
      /** The dossier's code. */
      key: string;
      form: 'record';
      /** The hub's own stable id of the entry, int32. */
      entryId: number;
      entry: TraceItem;
      record: DossierRecord;
    };
