import type { RoomClasses } from './room.js';

/** Records that were refused: what they say may be anything. */
export const quarantineClasses: RoomClasses = {
  lists: ['QuarantinedRecord'],
  classes: {
    Query: { quarantine: 'I' },
    QuarantinedRecord: {
      id: 'I',
      source: 'I',
      kind: 'I',
      key: 'I',
      place: 'I',
      problems: 'I',
      state: 'I',
      waitsFor: 'I',
      firstSeenAt: 'I',
      lastSeenAt: 'I',
      times: 'I',
      resolvedAt: 'I',
      raw: 'PD',
      resolution: 'I',
      resolvedBy: 'I',
      reason: 'PD',
    },
    RecordPlace: { file: 'I', line: 'I', row: 'I', page: 'I' },
    RecordProblem: { field: 'I', code: 'I', message: 'I', path: 'I' },
  },
};
