import type { JsonObject } from '../canonical.js';
import type { Flag, HoldReason } from '../delivery.js';
import type { FileHandle } from './files.js';

/** A body ready to be made: pure JSON in which files are still handles. */
export interface Wire {
  /** What travels together: one operation, one HTTP call (`dossier`, `trace`, `notice`, `article`, `legal`, …). */
  operation: string;
  key: string;
  body: JsonObject;
  files: FileHandle[];
  flags: Flag[];
  /** Of a trace entry: its natural key at the portal, hashed; what read-backs are counted by. */
  entryKey?: string;
}

export type Rendering =
  | { ok: true; wire: Wire }
  | { ok: false; hold: HoldReason; field: string; message: string };

/** A wire whose files are links or bytes. `payloadHash` leaves the query of links out. */
export interface ReadyWire extends Wire {
  payload: JsonObject;
  payloadHash: Buffer;
  /** Size of the payload as JSON, in bytes. */
  bytes: number;
}

export type Readiness =
  | { ok: true; wire: ReadyWire }
  | { ok: false; retry: false; hold: HoldReason; field: string; message: string }
  /** The file's host could not be reached: tried again later, uses up no attempt. */
  | { ok: false; retry: true; field: string; message: string };
