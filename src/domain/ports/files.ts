import type { HoldReason } from '../delivery.js';
import type { FileReference } from '../records.js';

/** A file inside a wire body: `deliver` turns it into a signed link or into bytes. Stands in the body as `{ $file: … }`. */
export interface FileHandle {
  subjectId: string;
  /** The source whose drop or hosts the reference belongs to (`one-stop`, `notices`). */
  origin: string;
  reference: FileReference;
  name: string;
  /** `kept`: fetched before sending; `on-demand`: linked, fetched when somebody asks. */
  mode: 'kept' | 'on-demand';
}

/** Files of subjects: fetched from listed hosts only, kept content-addressed, given as signed links. */
export interface Files {
  /** Fetches (once) and keeps. `maxBytes`: the portal's own limit. */
  keep(handle: FileHandle, maxBytes?: number): Promise<KeptFile | FileProblem>;
  read(file: KeptFile): Promise<Buffer>;
  /** A signed, expiring address that the gateway serves; its path never changes for one handle. */
  link(handle: FileHandle): Promise<string>;
}
export interface KeptFile {
  ok: true;
  sha256: string;
  bytes: number;
  mediaType: string;
}
export interface FileProblem {
  ok: false;
  /** `retry`: the host could not be reached. */
  reason: HoldReason | 'retry';
  message: string;
}
