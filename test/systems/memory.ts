import { currentCommunes } from '../../src/sample/units.js';
import { writeDrop } from './drops.js';
import { lienthong, readyStore } from './lienthong.js';
import type { SystemSample } from './samples.js';

export interface MemoryRow {
  source: string;
  /** Most resident memory with the small and with the large number of records, MiB. */
  small: number;
  large: number;
}

export interface MemoryOptions {
  /** An empty folder that the database's server may read. */
  folder: string;
  databaseUrl: string;
  records: { small: number; large: number };
  systems: readonly SystemSample[];
}

/**
 * Each source by itself, in a process of its own: first the small file, then the large one, of which what was in the small one comes
 * once more. Throws where not every record was read and kept.
 */
export async function* memoryOf({
  folder,
  databaseUrl,
  records,
  systems,
}: MemoryOptions): AsyncGenerator<MemoryRow> {
  const setting = await readyStore(folder, databaseUrl);
  const units = currentCommunes().map(({ code }) => code);
  for (const system of systems) {
    const peak = async (count: number) => {
      const { source, variable, address } = writeDrop(folder, count, units, system);
      const { facts, peakMiB } = await lienthong(['sync', source, '--json'], {
        ...setting,
        [variable]: address,
      });
      const told = facts.sources.find((each) => each.source === source);
      if (told === undefined || told.stored + told.unchanged !== count) {
        throw new Error(`${source}: ${JSON.stringify(told)}, wanted ${count}`);
      }
      return peakMiB;
    };
    const small = await peak(records.small);
    const large = await peak(records.large);
    yield { source: system.source.name, small, large };
  }
}
