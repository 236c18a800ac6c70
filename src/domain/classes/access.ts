import type { RoomClasses } from './room.js';

/** Who looked at what. */
export const accessClasses: RoomClasses = {
  lists: ['AccessRecord'],
  classes: {
    Query: { accessRecords: 'I' },
    AccessRecord: {
      id: 'I',
      at: 'I',
      principalId: 'I',
      principalName: 'I',
      role: 'I',
      unit: 'I',
      operation: 'I',
      requestId: 'I',
      purpose: 'I',
      reads: 'I',
    },
    AccessedFields: { type: 'I', fields: 'I', subjectKeys: 'I' },
  },
};
