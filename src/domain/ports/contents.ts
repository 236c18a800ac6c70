import type { FileReference } from '../records.js';

/** What a content turned out to be, once all of it was written. */
export interface WrittenContent {
  /** `kept:<sha256>`: how a record refers to it, whether or not it is kept. */
  file: FileReference;
  bytes: number;
  /** By its first bytes; the name only tells kinds of one container apart. */
  mediaType: string;
  /** The name promises a type that the content is not. */
  contradicts: boolean;
  /** Keeps it for good. Twice is the same as once. */
  keep(): Promise<void>;
  discard(): Promise<void>;
}

/** Takes one content, chunk by chunk. */
export interface ContentWriter {
  write(chunk: Buffer): Promise<void>;
  end(): Promise<WrittenContent>;
  /** Of a content that is not wanted any more, ended or not. */
  discard(): Promise<void>;
}

/** Where the files go that come inside of a source's records, an e-document's attachments: by their content, never whole in memory. */
export interface Contents {
  /** `name`: the file's. `trial`: nothing of it is kept. */
  open(name: string, trial: boolean): Promise<ContentWriter>;
}
