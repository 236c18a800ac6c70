/** Where a file of a drop folder can lie. */
export type Place = 'inbox' | 'done' | 'failed' | 'outbox';

/** The same file is the same identity, wherever it has been moved since. */
export interface Identity {
  name: string;
  /** Bytes. */
  size: number;
  /** Time of its last change, ms. */
  mtimeMs: number;
  /** 0 where the folder does not tell. */
  ino: number;
}

/**
 * A drop folder that is open, on this machine or on another. Throws `SourceUnreachable` when it cannot be reached and the
 * system's own error (with `code` and `syscall`) when one file cannot be read.
 */
export interface Folder {
  /** As an officer is told it; without secrets. */
  readonly address: string;
  /** The plain files of a place, links and folders left out. A missing inbox is unreachable, another missing place is empty. */
  list(place: Place): Promise<Identity[]>;
  /** The file of this name as it is now; undefined when there is none. */
  stat(place: Place, name: string): Promise<Identity | undefined>;
  /** The first `end` bytes of a file in the inbox. */
  read(name: string, end: number, signal: AbortSignal): AsyncIterable<Buffer>;
  /** Its path, where this machine can read it at any offset. */
  pathOf?(name: string): string;
  /** Moves a file out of the inbox under a free name; a file that is gone is no error. */
  move(name: string, into: 'done' | 'failed', as: string): Promise<void>;
  /** Writes a file, in the place of one of this name; it appears whole or not at all. */
  write(place: 'done' | 'failed' | 'outbox', name: string, text: string): Promise<void>;
  /** Takes a file out of the inbox; a file that is gone is no error. */
  remove(name: string): Promise<void>;
  close(): Promise<void>;
}

/** Opens a drop folder; what it costs, a connection for one, is paid by each call. */
export type OpenFolder = (signal: AbortSignal) => Promise<Folder>;
