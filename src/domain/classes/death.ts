import type { RoomClasses } from './room.js';

/** Deaths that were registered, as they are announced to the systems with a record of the same person. */
export const deathClasses: RoomClasses = {
  lists: ['DeathNotice'],
  classes: {
    Query: { deathNotices: 'I' },
    DeathNotice: {
      id: 'I',
      kind: 'I',
      code: 'I',
      unit: 'P',
      record: 'I',
      registration: 'I',
      announcedAt: 'I',
      dueAt: 'I',
      withdrawnAt: 'I',
      standing: 'I',
    },
    Beneficiary: { deathNotices: 'I' },
    Certificate: { deathNotices: 'I' },
    Mailbox: { deathNotices: 'I' },
    Official: { deathNotices: 'I' },
  },
};
