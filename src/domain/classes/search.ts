import type { RoomClasses } from './room.js';

/** What a search over all kinds finds, and what is found of one person. */
export const searchClasses: RoomClasses = {
  lists: ['SearchHit', 'CitizenRecord'],
  classes: {
    Query: { search: 'I', citizenRecords: 'I' },
    CitizenRecord: { kind: 'I', code: 'I', title: 'I', unit: 'P', changedAt: 'I', record: 'I' },
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
