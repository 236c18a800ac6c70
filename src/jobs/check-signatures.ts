import type { JobContext } from './context.js';

const AT_ONCE = 50;

/** Every few minutes: checks the signatures of files that were kept since, and of all when roots or lists have changed; answers how many files. */
export async function checkSignatures({ files, stop }: JobContext): Promise<{ files: number }> {
  let checked = 0;
  for (let last = AT_ONCE; last === AT_ONCE && !stop.aborted; checked += last) {
    last = await files.checkSignatures(AT_ONCE);
  }
  return { files: checked };
}
