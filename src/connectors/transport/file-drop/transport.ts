import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SourceUnreachable } from '../../../domain/ports.js';
import { encodingName } from '../parameters/kinds.js';
import type { Parameter } from '../parameters/parameter.js';
import type { Transport } from '../transport.js';
import { FileDrop } from './index.js';

const ENCODING: Parameter = {
  name: 'ENCODING',
  kind: encodingName,
  means: { vi: 'Bảng mã của các tệp CSV', en: 'Encoding of the CSV files' },
  example: 'windows-1258',
  absent: {
    vi: 'UTF-8 hoặc Windows-1258, tự nhận theo từng tệp',
    en: 'UTF-8 or Windows-1258, told by looking at each file',
  },
};

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
  open(address, { columns, key, sides }, given) {
    const dir = fileURLToPath(address);
    const encoding = given.text(ENCODING);
    const drop = new FileDrop({ dir, columns, key, sides, ...(encoding === undefined ? {} : { encoding }) });
    return {
      pull: (cursor, run) => drop.pull(cursor, run),
      fileDone: (report) => drop.fileDone(report),
      probe: () => lookAtInbox(join(dir, 'inbox')),
    };
  },
};

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
