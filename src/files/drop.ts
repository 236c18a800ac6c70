import { constants } from 'node:fs';
import { type FileHandle as OpenHandle, open, realpath, stat } from 'node:fs/promises';
import { join, normalize, sep } from 'node:path';
import { later, notAllowed, type Opening, unavailable } from './opened.js';

/**
 * Opens a path inside a drop's `files/` folder. `root` is the drop's own folder (the one with `inbox/`). `kq/1.pdf` and
 * `files/kq/1.pdf` mean the same file. Whatever leaves the folder, by `..` or by a symbolic link, is refused.
 */
export async function openInDrop(reference: string, root: string | undefined): Promise<Opening> {
  if (root === undefined) {
    return unavailable(
      'Nguồn này không có thư mục files/, cần địa chỉ http(s)',
      'this source has no files/ folder, an http(s) address is needed',
    );
  }
  const inside = relativePath(reference);
  if (inside === undefined) return outside();
  let base: string;
  try {
    base = await realpath(join(root, 'files'));
  } catch (error) {
    // A drop that is there without the folder never had a file; a whole drop that is away comes back.
    if (isMissing(error) && (await isFolder(root))) return absent();
    return later('Không đọc được thư mục files/ của nguồn', "the source's files/ folder cannot be read");
  }
  // Sources write names in NFC or NFD as their system does; the record itself came in as NFC.
  for (const candidate of new Set([inside, inside.normalize('NFC'), inside.normalize('NFD')])) {
    const opening = await openBelow(base, candidate);
    if (opening) return opening;
  }
  return absent();
}

function absent(): Opening {
  return unavailable('Không tìm thấy tệp trong files/', 'the file is not in files/');
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() === true;
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** Undefined where the reference is absolute, of another scheme, or leaves the folder. */
function relativePath(reference: string): string | undefined {
  if (reference.includes('\0') || /^[a-z][a-z0-9+.-]*:/i.test(reference)) return undefined;
  const path = normalize(reference.replaceAll('\\', '/'));
  if (path.startsWith('/') || path === '..' || path.startsWith(`..${sep}`) || path === '.') return undefined;
  return path.startsWith(`files${sep}`) ? path.slice('files/'.length) : path;
}

async function openBelow(base: string, path: string): Promise<Opening | undefined> {
  let handle: OpenHandle;
  try {
    const real = await realpath(join(base, path));
    if (!real.startsWith(base + sep)) return outside();
    handle = await open(real, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    return classify(error);
  }
  const found = await handle.stat();
  if (!found.isFile()) {
    await handle.close();
    return unavailable('Đường dẫn không phải là tệp', 'the path is not a file');
  }
  return { ok: true, stream: handle.createReadStream(), bytes: found.size };
}

function classify(error: unknown): Opening | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
  if (code === 'ELOOP') return outside();
  if (code === 'ENAMETOOLONG') return unavailable('Tên tệp quá dài', 'the file name is too long');
  return later('Không đọc được tệp trong files/', 'the file in files/ cannot be read');
}

function outside(): Opening {
  return notAllowed('Đường dẫn nằm ngoài thư mục files/', 'the path leads outside the files/ folder');
}
