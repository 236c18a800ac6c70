import type { RoomClasses } from './room.js';

/** How fresh and how complete the systems are. */
export const coverageClasses: RoomClasses = {
  lists: [],
  classes: {
    Query: { freshness: 'I', coverage: 'I' },
    SystemFreshness: {
      source: 'I',
      label: 'I',
      configured: 'I',
      lastDoneAt: 'I',
      ageSeconds: 'I',
      everySeconds: 'I',
      stale: 'I',
      records: 'I',
      newestChangedAt: 'I',
      openQuarantine: 'I',
      completeness: 'I',
    },
    CoverageReport: { at: 'I', systemsConnected: 'I', systemsKnown: 'I', systems: 'I', measures: 'I' },
    CoverageMeasure: {
      code: 'I',
      label: 'I',
      labelEn: 'I',
      target: 'I',
      numerator: 'I',
      denominator: 'I',
      percent: 'I',
      reached: 'I',
      byUnit: 'I',
    },
  },
};
