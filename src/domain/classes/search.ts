import type { RoomClasses } from './room.js';

/** What a search over all kinds finds. */
export const searchClasses: RoomClasses = {
  lists: ['SearchHit'],
  classes: {
    Query: { search: 'I' },
    SearchHit: {
      kind: 'I',
      code: 'I',
      title: 'I',
      unit: 'P',
      match: 'I',
      snippet: 'PD',
      changedAt: 'I',
      record: 'I',
    },
  },
};
