import type { OnlineLevel } from '../procedure.js';
import type { Instant } from '../time.js';
import type { KindFacts } from './kind.js';

/** A procedure as a portal lists it for citizens: what of ours is there, missing, or offered at another level is told by it. */
export interface PortalProcedureRecord {
  kind: 'portal-procedure';
  /** Portal and national code: `provincial:1.001193` */
  code: string;
  portal: 'provincial';
  /** MaTTHC without suffix */
  procedureCode: string;
  name: string;
  onlineLevel: OnlineLevel;
  /** DuongDan: where citizens find it */
  url?: string;
  changedAt: Instant;
  deleted?: boolean;
}

export const portalProcedure = {
  kind: 'portal-procedure',
  label: 'Thủ tục trên cổng tỉnh',
  permission: 'portalProcedures.read',
  readers: ['viewer', 'officer', 'operator', 'auditor', 'service'],
  rows: 'everybody',
  // What we do not have is not refused: that the portal lists it is what an officer wants to see.
  codes: [],
  lists: ['PortalProcedure'],
  classes: {
    Query: { portalProcedures: 'P', portalProcedure: 'P' },
    PortalProcedure: {
      id: 'P',
      code: 'P',
      portal: 'P',
      procedureCode: 'P',
      name: 'P',
      onlineLevel: 'P',
      url: 'P',
      standing: 'P',
      procedure: 'P',
      origin: 'I',
      versionCount: 'I',
      changedAt: 'I',
      readAt: 'I',
      deletedAt: 'I',
    },
    Procedure: { provincialStanding: 'P', portalProcedures: 'P' },
  },
} as const satisfies KindFacts<PortalProcedureRecord['kind'], keyof PortalProcedureRecord>;
