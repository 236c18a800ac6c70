import { defineEntity, p } from '@mikro-orm/core';
import { fold } from '../../domain/fold.js';
import type { RatingRecord } from '../../domain/kinds/rating.js';
import { Subject } from '../entities/subject.js';
import { kindStore } from './kind.js';
import { sealedText } from './person.js';

const Rating = defineEntity({
  name: 'Rating',
  tableName: 'rating',
  indexes: [
    { name: 'rating_unit', properties: ['unit'] },
    { name: 'rating_dossier', properties: ['dossier', 'ratingKind', 'ratedAt'] },
    { name: 'rating_rated', properties: ['ratedAt', 'subjectId'] },
    {
      name: 'rating_search',
      expression: 'CREATE INDEX rating_search ON rating USING gin (search_text gin_trgm_ops)',
    },
  ],
  checks: [
    {
      name: 'rating_rating_kind_check',
      expression:
        "rating_kind = ANY (ARRAY['RECEPTION'::text, 'HANDLING'::text, 'RESULT'::text, 'OVERALL'::text])",
    },
    { name: 'rating_score_check', expression: 'score >= 1 AND score <= 3' },
    {
      name: 'rating_channel_check',
      expression: "channel = ANY (ARRAY['KIOSK'::text, 'WEB'::text, 'PHONE'::text])",
    },
  ],
  properties: {
    subjectId: p
      .manyToOne(Subject)
      .mapToPk()
      .fieldName('subject_id')
      .foreignKeyName('rating_subject_id_fkey')
      .deleteRule('no action')
      .updateRule('no action')
      .primary(),
    code: p.text().collation('C').unique('rating_code_key'),
    dossier: p.text().collation('C'),
    ratingKind: p.text().collation('C').fieldName('rating_kind'),
    ratedAt: p.datetime().columnType('timestamptz').fieldName('rated_at'),
    score: p.smallint(),
    channel: p.text().nullable(),
    comment: p.blob().nullable().comment('sealed'),
    unit: p.text().collation('C'),
    procedure: p.text().collation('C').nullable(),
    searchText: p.text().collation('C').fieldName('search_text'),
  },
});

export const ratingStore = kindStore<RatingRecord>({
  kind: 'rating',
  entities: [Rating],
  table: 'rating',
  columns: {
    code: ['text', ({ code }) => code],
    dossier: ['text', ({ dossier }) => dossier],
    rating_kind: ['text', ({ ratingKind }) => ratingKind],
    rated_at: ['timestamptz', ({ ratedAt }) => ratedAt],
    score: ['smallint', ({ score }) => score],
    channel: ['text', ({ channel }) => channel],
    comment: sealedText(({ comment }) => comment),
    unit: ['text', ({ unit }) => unit],
    procedure: ['text', ({ procedure }) => procedure],
    search_text: ['text', ({ code }) => fold(code)],
  },
});
