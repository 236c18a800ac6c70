import type { JobContext } from './context.js';

const AT_ONCE = 50;

/**
 * Every few minutes: checks the signatures of files that were kept since, and of all when roots or lists have changed; takes up what came inside of
 * records and what they name, and checks that too. Answers how many files.
 */
export async function checkSignatures({ files, stop }: JobContext): Promise<{ files: number }> {
  const all = async (some: (atOnce: number) => Promise<number>) => {
    let done = 0;
    for (let last = AT_ONCE; last > 0 && !stop.aborted; done += last) last = await some(AT_ONCE);
    return done;
  };
  const check = () => all((atOnce) => files.checkSignatures(atOnce));
  // What is here already waits for no server.
  const before = await check();
  await all((atOnce) => files.keepNamed(atOnce));
  return { files: before + (await check()) };
}
