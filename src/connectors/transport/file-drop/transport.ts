import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type SourceServices, SourceUnreachable } from '../../../domain/ports.js';
import type { Given } from '../parameters/parameter.js';
import { filesOnlyMisfits } from '../rest/file-login.js';
import { LOGIN } from '../rest/options.js';
import type { Carried, Reader, Transport } from '../transport.js';
import { FILES_HOLD, filesHoldAll } from './contents-parameter.js';
import { ENCODING, encodingOf } from './encoding-parameter.js';
import { FileDrop, localFolder, type OpenFolder } from './index.js';
import { lastTaken } from './last-taken.js';

/** A folder of this machine (docs/sources/files.md). */
export const fileDrop: Transport = {
  name: 'file drop',
  schemes: ['file:'],
  example: 'file:///srv/lienthong/{source}',
  means: {
    vi: 'thư mục có inbox/, done/ và failed/',
    en: 'a folder with inbox/, done/ and failed/',
  },
  parameters: [ENCODING, FILES_HOLD, ...LOGIN],
  expectAddress: (address) =>
    isLocalFolder(address) ? undefined : 'file:/// and the absolute path of a folder',
  misfits: filesOnlyMisfits,
  open(address, carried, given, services) {
    const dir = fileURLToPath(address);
    const { drop, reader } = dropReader((inbox) => localFolder(dir, inbox), carried, given, services);
    return {
      ...reader,
      lookAhead: (run) => drop.lookAhead(run),
      probe: () => lookAtInbox(join(dir, 'inbox')),
    };
  },
};

/** Reads the drop of one exchange form in a folder, wherever that is. `folderAt`: with what is read as its inbox. */
export function dropReader(
  folderAt: (inbox: 'inbox' | 'done') => OpenFolder,
  { columns, key, sides, packages, printed, sheets, entries, ownFiles }: Carried,
  given: Given,
  { staging, contents }: SourceServices,
): { drop: FileDrop; reader: Pick<Reader, 'pull' | 'fileDone' | 'whole'> } {
  const encoding = encodingOf(given);
  const options = {
    staging,
    contents,
    columns: [...columns, ...(sheets?.columns ?? [])],
    key,
    sides,
    ...(encoding ? { encoding } : {}),
    ...(packages ? { packages } : {}),
    ...(printed ? { printed } : {}),
    ...(sheets ? { sheets } : {}),
    ...(entries ? { entries } : {}),
    ...(ownFiles ? { ownFiles } : {}),
  };
  const drop = new FileDrop({ ...options, folder: folderAt('inbox') });
  const reader: Pick<Reader, 'pull' | 'fileDone' | 'whole'> = {
    pull: (cursor, run) => drop.pull(cursor, run),
    fileDone: (report) => drop.fileDone(report),
    whole: (run) => lastTaken({ ...options, folder: folderAt('done') }, filesHoldAll(given), run),
  };
  return { drop, reader };
}

function isLocalFolder(address: URL): boolean {
  try {
    return fileURLToPath(address) !== '';
  } catch {
    return false;
  }
}

async function lookAtInbox(inbox: string): Promise<string> {
  const found = await stat(inbox).catch(() => undefined);
  if (found?.isDirectory()) return inbox;
  throw new SourceUnreachable(`${inbox}: không phải thư mục (is not a folder): mkdir -p ${inbox}`);
}
