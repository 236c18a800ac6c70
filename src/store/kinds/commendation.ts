import { defineEntity, p } from '@mikro-orm/core';
import { awardKind } from '../../domain/awards.js';
import { fold } from '../../domain/fold.js';
import { awardNameOf, type CommendationRecord } from '../../domain/kinds/commendation.js';
import { Subject } from '../entities/subject.js';
import { kindStore } from './kind.js';
import { personColumns, personIndex, personProperties } from './person.js';

const among = (column: string, words: readonly string[]) =>
  `${column} = ANY (ARRAY[${words.map((word) => `'${word}'::text`).join(', ')}])`;
const instant = () => p.datetime().columnType('timestamptz').nullable();

const Commendation = defineEntity({
  name: 'Commendation',
  tableName: 'commendation',
  indexes: [
    { name: 'commendation_unit', properties: ['unit', 'yearTo'] },
    {
      name: 'commendation_proposal',
      expression:
        'CREATE INDEX commendation_proposal ON commendation USING btree (proposal_code) WHERE ((proposal_code IS NOT NULL) AND (decision_number IS NOT NULL))',
    },
    personIndex('commendation'),
    {
      name: 'commendation_search',
      expression: 'CREATE INDEX commendation_search ON commendation USING gin (search_text gin_trgm_ops)',
    },
  ],
  checks: [
    {
      name: 'commendation_recipient_kind_check',
      expression: among('recipient_kind', ['PERSON', 'COLLECTIVE', 'HOUSEHOLD']),
    },
    { name: 'commendation_award_kind_check', expression: among('award_kind', ['TITLE', 'REWARD']) },
    {
      name: 'commendation_level_check',
      expression: among('level', ['GRASSROOTS', 'COMMUNE', 'DISTRICT', 'PROVINCE', 'NATIONAL']),
    },
    { name: 'commendation_years', expression: '(year_to - year_from) = ANY (ARRAY[0, 1])' },
    {
      name: 'commendation_state_check',
      expression: among('state', ['PROPOSED', 'COUNCIL', 'RETURNED', 'DECIDED', 'PUBLISHED', 'REVOKED']),
    },
    {
      name: 'commendation_decided',
      expression: `(${among('state', ['PROPOSED', 'COUNCIL', 'RETURNED'])}) = (decision_number IS NULL)`,
    },
  ],
  properties: {
    subjectId: p
      .manyToOne(Subject)
      .mapToPk()
      .fieldName('subject_id')
      .foreignKeyName('commendation_subject_id_fkey')
      .deleteRule('no action')
      .updateRule('no action')
      .primary(),
    code: p.text().collation('C').unique('commendation_code_key'),
    recipientKind: p.text().fieldName('recipient_kind'),
    recipientName: p.text().fieldName('recipient_name'),
    ...personProperties,
    unit: p.text().collation('C'),
    place: p.text().nullable(),
    award: p.text().collation('C'),
    awardName: p.text().fieldName('award_name'),
    awardKind: p.text().fieldName('award_kind'),
    level: p.text(),
    yearFrom: p.integer().fieldName('year_from'),
    yearTo: p.integer().fieldName('year_to'),
    achievement: p.text().nullable(),
    state: p.text(),
    proposalCode: p.text().collation('C').nullable().fieldName('proposal_code'),
    proposalNumber: p.text().nullable().fieldName('proposal_number'),
    proposalDate: instant().fieldName('proposal_date'),
    reason: p.text().nullable(),
    decisionNumber: p.text().nullable().fieldName('decision_number'),
    decisionDate: instant().fieldName('decision_date'),
    signer: p.text().nullable(),
    publishedAt: instant().fieldName('published_at'),
    revokedAt: instant().fieldName('revoked_at'),
    money: p.bigint().nullable(),
    searchText: p.text().collation('C').fieldName('search_text'),
  },
});

export const commendationStore = kindStore<CommendationRecord>({
  kind: 'commendation',
  entities: [Commendation],
  table: 'commendation',
  columns: {
    code: ['text', ({ code }) => code],
    recipient_kind: ['text', ({ recipientKind }) => recipientKind],
    recipient_name: ['text', ({ recipientName }) => recipientName],
    ...personColumns,
    unit: ['text', ({ unit }) => unit],
    place: ['text', ({ place }) => place],
    award: ['text', ({ award }) => award],
    award_name: ['text', awardNameOf],
    award_kind: ['text', ({ award }) => awardKind(award)],
    level: ['text', ({ level }) => level],
    year_from: ['integer', ({ yearFrom }) => yearFrom],
    year_to: ['integer', ({ yearTo }) => yearTo],
    achievement: ['text', ({ achievement }) => achievement],
    state: ['text', ({ state }) => state],
    proposal_code: ['text', ({ proposalCode }) => proposalCode],
    proposal_number: ['text', ({ proposalNumber }) => proposalNumber],
    proposal_date: ['timestamptz', ({ proposalDate }) => proposalDate],
    reason: ['text', ({ reason }) => reason],
    decision_number: ['text', ({ decisionNumber }) => decisionNumber],
    decision_date: ['timestamptz', ({ decisionDate }) => decisionDate],
    signer: ['text', ({ signer }) => signer],
    published_at: ['timestamptz', ({ publishedAt }) => publishedAt],
    revoked_at: ['timestamptz', ({ revokedAt }) => revokedAt],
    money: ['bigint', ({ money }) => money],
    // What everybody may see who sees the row: never the identity number.
    search_text: [
      'text',
      (record) => {
        const { recipientName, place, decisionNumber, proposalNumber, achievement } = record;
        return fold(
          [recipientName, place, awardNameOf(record), decisionNumber, proposalNumber, achievement].join(' '),
        );
      },
    ],
  },
});
