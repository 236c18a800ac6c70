import type { JobContext } from './context.js';

/** Nightly: what writers that were stopped left behind. */
export async function housekeeping({ files }: JobContext): Promise<{ staleFiles: number }> {
  return { staleFiles: await files.removeStale() };
}
