import type { RoomClasses } from './room.js';

/** What a unit is, where it is found and by what it was set up is public, how the hub came by it is internal. */
export const unitClasses: RoomClasses = {
  lists: ['Unit'],
  classes: {
    Query: { units: 'P', unit: 'P' },
    Unit: {
      id: 'P',
      code: 'P',
      name: 'P',
      names: 'P',
      level: 'P',
      parent: 'P',
      parentCode: 'P',
      parents: 'P',
      children: 'P',
      adminCode: 'P',
      address: 'P',
      phone: 'P',
      email: 'P',
      website: 'P',
      decision: 'P',
      validFrom: 'P',
      validTo: 'P',
      successors: 'P',
      predecessors: 'P',
      otherCodes: 'P',
      changedAt: 'I',
      dossiers: 'I',
      notices: 'I',
    },
    UnitName: { name: 'P', from: 'P', to: 'P' },
    UnitParent: { code: 'P', from: 'P', to: 'P' },
    UnitDecision: { number: 'P', date: 'P', issuer: 'P' },
  },
};
