import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where it is decided what a raw record says. */
const ROOMS = ['connectors', 'domain', 'intake'];

let known: string | undefined;

/** Tells this program from every other one that may read the same record in another way: a hash of its code and of what it stands on. */
export function programId(): string {
  known ??= hashOfCode(fileURLToPath(new URL('..', import.meta.url)));
  return known;
}

function hashOfCode(root: string): string {
  const hash = createHash('sha256').update(JSON.stringify(process.versions));
  const pinned = findPackageJSON('..', import.meta.url);
  // Where there is none, as for the benches' build, Node gives the folder back.
  if (pinned?.endsWith('package.json')) hash.update(readFileSync(pinned));
  for (const room of ROOMS) {
    const files = readdirSync(join(root, room), { recursive: true, encoding: 'utf8' }).sort();
    for (const file of files) if (/\.[jt]s$/.test(file)) hash.update(readFileSync(join(root, room, file)));
  }
  return hash.digest('hex');
}
