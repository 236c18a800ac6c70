import type { GoneUnjudged, Page, PullContext, WholeReading } from '../../../domain/ports.js';
import { listInbox, oldestFirst } from './inbox.js';
import { kindOf } from './kinds.js';
import type { FileDropOptions } from './options.js';
import { pagesOf } from './pages.js';

/**
 * The newest file that was taken, by its time of change, read again in done/: the last that the source has said. `holdsAll`: each
 * file holds everything, so that what is not in it is not there; else it holds what changed, and says nothing about the rest.
 * `options.folder` opens the drop with done/ in the place of its inbox.
 */
export function lastTaken(options: FileDropOptions, holdsAll: boolean, run: PullContext): WholeReading {
  let found = false;
  const pages = async function* (): AsyncGenerator<Page> {
    const { signal, now } = run;
    const folder = await options.folder(signal);
    try {
      const { files } = await listInbox(folder, options, now);
      const file = files
        .filter(({ name, lonely }) => kindOf(name) !== undefined && !lonely)
        .sort(oldestFirst)
        .at(-1);
      if (!file) return;
      found = true;
      const progress = (bytes: number) => Math.min(1, bytes / (file.size || 1));
      for await (const { page } of pagesOf({
        folder,
        file,
        start: undefined,
        options,
        signal,
        trial: true,
        progress,
      })) {
        yield page;
      }
    } finally {
      await folder.close();
    }
  };
  const unjudged = (): GoneUnjudged | undefined => {
    if (!found) return 'NOTHING_TAKEN';
    return holdsAll ? undefined : 'ONLY_CHANGES';
  };
  return { pages: pages(), taken: true, unjudged };
}
