import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Certificate, certificateOf } from './certificate.js';
import { type RevocationList, revocationListOf } from './revocation-list.js';

/** Whom and what the checks believe. */
export interface Trust {
  roots: readonly Certificate[];
  lists: readonly RevocationList[];
}

/** A file of TRUSTED_ROOTS or REVOCATION_LISTS cannot be read as what it should be; the message names it. */
export class TrustProblem extends Error {
  override readonly name = 'TrustProblem';
}

/** A list of revoked certificates of a whole country is a few megabytes; more is a mistake. */
const MAX_BYTES = 64 * 1024 * 1024;

/** One file of TRUSTED_ROOTS or REVOCATION_LISTS: what is in it, or why it cannot be read. */
export interface TrustFile<T> {
  path: string;
  found: readonly T[];
  problem?: TrustProblem;
}

/**
 * Reads root certificates (`roots`: a PEM or DER file, or a folder of such) and lists of revoked certificates (`lists`: the same).
 * Undefined: none. Throws {@link TrustProblem}.
 */
export async function loadTrust(roots: string | undefined, lists: string | undefined): Promise<Trust> {
  return { roots: whole(await rootFiles(roots)), lists: whole(await listFiles(lists)) };
}

/** Each file of TRUSTED_ROOTS by itself. Throws {@link TrustProblem} where the file or folder itself cannot be read. */
export function rootFiles(path: string | undefined): Promise<TrustFile<Certificate>[]> {
  return readAll(path, 'CERTIFICATE', certificateOf);
}

/** Each file of REVOCATION_LISTS; see {@link rootFiles}. */
export function listFiles(path: string | undefined): Promise<TrustFile<RevocationList>[]> {
  return readAll(path, 'X509 CRL', revocationListOf);
}

function whole<T>(files: readonly TrustFile<T>[]): T[] {
  return files.flatMap(({ found, problem }) => {
    if (problem) throw problem;
    return found;
  });
}

async function readAll<T>(
  path: string | undefined,
  label: string,
  make: (der: Buffer) => T,
): Promise<TrustFile<T>[]> {
  if (path === undefined) return [];
  const files: TrustFile<T>[] = [];
  for (const file of await filesOf(path)) {
    try {
      const bytes = await readFile(file);
      if (bytes.length > MAX_BYTES) throw new RangeError(`larger than ${MAX_BYTES} bytes`);
      files.push({ path: file, found: partsOf(bytes, label).map(make) });
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      files.push({ path: file, found: [], problem: new TrustProblem(`${file}: no ${label}: ${why}`) });
    }
  }
  return files;
}

async function filesOf(path: string): Promise<string[]> {
  try {
    if (!(await stat(path)).isDirectory()) return [path];
    const entries = await readdir(path, { withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory() && /\.(pem|crt|cer|der|crl)$/i.test(entry.name))
      .map((entry) => join(path, entry.name))
      .sort();
  } catch (error) {
    throw new TrustProblem(`${path}: ${error instanceof Error ? error.message : error}`);
  }
}

/** The DER of each block of a PEM file; a file without one is DER itself. */
function partsOf(bytes: Buffer, label: string): Buffer[] {
  const text = bytes.toString('latin1');
  if (!text.includes('-----BEGIN ')) return [bytes];
  const blocks = text.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\s]+)-----END \1-----/g);
  const parts = [...blocks].filter(([, name]) => name === label);
  if (parts.length === 0) throw new SyntaxError(`no block ${label}`);
  return parts.map(([, , body]) => Buffer.from(body ?? '', 'base64'));
}
