import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type SourceServices, SourceUnreachable } from '../../../domain/ports.js';
import type { Given } from '../parameters/parameter.js';
import type { Carried, Transport } from '../transport.js';
import { ENCODING, encodingOf } from './encoding-parameter.js';
import { FileDrop, localFolder, type OpenFolder } from './index.js';

/** A folder of this machine (docs/sources/files.md). */
export const fileDrop: Transport = {
  name: 'file drop',
  schemes: ['file:'],
  example: 'file:///srv/lienthong/{source}',
  means: {
    vi: 'thư mục có inbox/, done/ và failed/',
    en: 'a folder with inbox/, done/ and failed/',
  },
  parameters: [ENCODING],
  expectAddress: (address) =>
    isLocalFolder(address) ? undefined : 'file:/// and the absolute path of a folder',
  open(address, carried, given, services) {
    const dir = fileURLToPath(address);
    const drop = dropOf(localFolder(dir), carried, given, services);
    return {
      pull: (cursor, run) => drop.pull(cursor, run),
      fileDone: (report) => drop.fileDone(report),
      probe: () => lookAtInbox(join(dir, 'inbox')),
    };
  },
};

/** The drop of one exchange form in a folder, wherever that is. */
export function dropOf(
  folder: OpenFolder,
  { columns, key, sides }: Carried,
  given: Given,
  { staging }: SourceServices,
): FileDrop {
  const encoding = encodingOf(given);
  return new FileDrop({ folder, staging, columns, key, sides, ...(encoding ? { encoding } : {}) });
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
