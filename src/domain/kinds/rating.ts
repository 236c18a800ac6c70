import type { Instant } from '../time.js';
import type { KindFacts } from './kind.js';

/** What is rated: how papers were taken, how the matter was worked on, how the result was given back, or all together. */
export const RATING_KINDS = ['RECEPTION', 'HANDLING', 'RESULT', 'OVERALL'] as const;
export type RatingKind = (typeof RATING_KINDS)[number];

export const RATING_CHANNELS = ['KIOSK', 'WEB', 'PHONE'] as const;
export type RatingChannel = (typeof RATING_CHANNELS)[number];

/** 1 very satisfied, 2 satisfied, 3 not satisfied. */
export type RatingScore = 1 | 2 | 3;

/** What a citizen says of how a dossier was dealt with (đánh giá mức độ hài lòng). */
export interface RatingRecord {
  kind: 'rating';
  /** See {@link ratingCode}. */
  code: string;
  dossier: string;
  ratingKind: RatingKind;
  ratedAt: Instant;
  score: RatingScore;
  channel?: RatingChannel;
  /** Personal: it may name anybody. */
  comment?: string;
  unit: string;
  procedure?: string;
  changedAt: Instant;
  deleted?: boolean;
}

/** `H56.14-240823-0001|OVERALL|20240830T030000Z`; parts of a second are left out. */
export function ratingCode(dossier: string, ratingKind: RatingKind, ratedAt: Instant): string {
  return [dossier, ratingKind, ratedAt.replace(/[-:]|\.\d+/g, '')].join('|');
}

export const rating = {
  kind: 'rating',
  label: 'Đánh giá hài lòng',
  permission: 'ratings.read',
  readers: ['viewer', 'officer', 'operator', 'auditor', 'service'],
  rows: 'own',
  codes: [
    { property: 'unit', field: 'DonVi', type: 'unit', required: true },
    { property: 'procedure', field: 'MaTTHC', type: 'procedure', required: false },
  ],
  lists: ['Rating'],
  classes: {
    Query: { ratings: 'I', rating: 'I', ratingTotals: 'P' },
    Rating: {
      id: 'I',
      code: 'I',
      dossierCode: 'I',
      dossier: 'I',
      kind: 'I',
      ratedAt: 'I',
      score: 'I',
      channel: 'I',
      comment: 'PD',
      counts: 'I',
      unit: 'P',
      procedureCode: 'I',
      procedure: 'P',
      origin: 'I',
      versionCount: 'I',
      changedAt: 'I',
      readAt: 'I',
      deletedAt: 'I',
    },
    RatingTotal: {
      unitCode: 'P',
      month: 'P',
      procedureCode: 'P',
      kind: 'P',
      channel: 'P',
      ratings: 'P',
      verySatisfied: 'P',
      satisfied: 'P',
      notSatisfied: 'P',
      satisfiedPercent: 'P',
      dossiers: 'P',
      dossiersDisliked: 'P',
    },
    Dossier: { ratings: 'I' },
    Unit: { ratings: 'I' },
  },
} as const satisfies KindFacts<RatingRecord['kind'], keyof RatingRecord>;
