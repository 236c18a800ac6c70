import { hashOf } from './canonical.js';
import type { DossierRecord } from './records.js';

/** The lists of a dossier whose parts have a stable number. */
export type PartList = 'components' | 'results' | 'supplements';

/**
 * What a part is known by across versions, in the order of the record's lists: what names it, and which of equally named ones it
 * is. Its stable number stands under this key.
 */
export function partKeys(record: DossierRecord): Record<PartList, string[]> {
  return {
    components: numbered(record.components.map(({ code, name }) => [code ?? '', name])),
    results: numbered(record.results.map(({ code, name, number }) => [code ?? '', name, number ?? ''])),
    supplements: numbered(record.supplements.map(({ id }) => [id])),
  };
}

function numbered(names: readonly string[][]): string[] {
  const times = new Map<string, number>();
  return names.map((name) => {
    const hash = hashOf(name).toString('hex').slice(0, 32);
    const time = (times.get(hash) ?? 0) + 1;
    times.set(hash, time);
    return `${hash}#${time}`;
  });
}
