import { type FileWriter, InboxFile } from '../drop-writer.js';
import type { RawForm } from '../form.js';
import type { SampleAuthority } from '../signing/authority.js';

/** What a system's part of the sample is made from. */
export interface SystemOptions {
  seed: string | number;
  /** The moment at which the sample was drawn, ms. */
  now: number;
  /** How big the district is: good dossiers. */
  dossiers: number;
  withFiles: boolean;
  /** The folder of the whole sample. */
  out: string;
  writer: FileWriter;
  /** Who gives certificates in this district. */
  authority: SampleAuthority;
}

/** A system of the district in the sample: what its source's drop holds. The same options give the same bytes. */
export interface SampleSystem {
  /** Its source's name: the folder, and the middle of its variable. */
  source: string;
  /** Files of its inbox that this generator writes: only these are ever cleared away. */
  mine: RegExp;
  /** Writes the drop and answers how many good records and how many bad ones there are. */
  write(options: SystemOptions): { records: number; bad: number };
}

/** Writes records as JSON Lines into the inbox, an hour before the sample was drawn. */
export function writeLines(
  { out, now }: Pick<SystemOptions, 'out' | 'now'>,
  source: string,
  name: string,
  records: readonly RawForm[],
): void {
  const file = new InboxFile(out, `${source}/inbox/${name}`, now - 3_600_000);
  for (const record of records) file.line(`${JSON.stringify(record)}\n`);
  file.close();
}
