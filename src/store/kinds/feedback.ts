import { defineEntity, p } from '@mikro-orm/core';
import { fold } from '../../domain/fold.js';
import { type FeedbackRecord, feedbackState } from '../../domain/kinds/feedback.js';
import { Subject } from '../entities/subject.js';
import { searchIndex } from './checks.js';
import { kindStore } from './kind.js';
import { personColumns, personIndex, personProperties, sealedText } from './person.js';

const among = (column: string, ...words: string[]) =>
  `${column} = ANY (ARRAY[${words.map((word) => `'${word}'::text`).join(', ')}])`;

const Feedback = defineEntity({
  name: 'Feedback',
  tableName: 'feedback',
  indexes: [
    { name: 'feedback_unit', properties: ['unit'] },
    { name: 'feedback_received', properties: ['receivedAt', 'subjectId'] },
    {
      name: 'feedback_due',
      expression: 'CREATE INDEX feedback_due ON feedback USING btree (due_at) WHERE (answered_at IS NULL)',
    },
    personIndex('feedback'),
    searchIndex('feedback', 'search_text', 'feedback_search'),
    searchIndex('feedback', 'person_text', 'feedback_person_search'),
  ],
  checks: [
    { name: 'feedback_type_check', expression: among('type', 'PHAN_ANH', 'KIEN_NGHI') },
    {
      name: 'feedback_channel_check',
      expression: among('channel', 'PORTAL', 'APP', 'PHONE', 'DESK', 'POST'),
    },
    {
      name: 'feedback_state_check',
      expression: among('state', 'RECEIVED', 'ASSIGNED', 'ANSWERED', 'PUBLISHED', 'CLOSED'),
    },
  ],
  properties: {
    subjectId: p
      .manyToOne(Subject)
      .mapToPk()
      .fieldName('subject_id')
      .foreignKeyName('feedback_subject_id_fkey')
      .deleteRule('no action')
      .updateRule('no action')
      .primary(),
    code: p.text().collation('C').unique('feedback_code_key'),
    type: p.text(),
    channel: p.text().nullable(),
    unit: p.text().collation('C'),
    field: p.text(),
    title: p.text(),
    content: p.blob().comment('sealed'),
    senderName: p.blob().nullable().fieldName('sender_name').comment('sealed'),
    senderPhone: p.blob().nullable().fieldName('sender_phone').comment('sealed'),
    senderEmail: p.blob().nullable().fieldName('sender_email').comment('sealed'),
    senderAddress: p.blob().nullable().fieldName('sender_address').comment('sealed'),
    ...personProperties,
    state: p.text(),
    receivedAt: p.datetime().columnType('timestamptz').fieldName('received_at'),
    assignedAt: p.datetime().columnType('timestamptz').nullable().fieldName('assigned_at'),
    dueAt: p.datetime().columnType('timestamptz').nullable().fieldName('due_at'),
    answeredAt: p.datetime().columnType('timestamptz').nullable().fieldName('answered_at'),
    answer: p.blob().nullable().comment('sealed'),
    publishedAt: p.datetime().columnType('timestamptz').nullable().fieldName('published_at'),
    publishedContent: p.text().nullable().fieldName('published_content'),
    publishedAnswer: p.text().nullable().fieldName('published_answer'),
    closedAt: p.datetime().columnType('timestamptz').nullable().fieldName('closed_at'),
    satisfied: p.boolean().nullable(),
    searchText: p.text().collation('C').fieldName('search_text'),
    personText: p
      .text()
      .collation('C')
      .fieldName('person_text')
      .comment('searched for those only who may see names'),
  },
});

export const feedbackStore = kindStore<FeedbackRecord>({
  kind: 'feedback',
  entities: [Feedback],
  table: 'feedback',
  columns: {
    code: ['text', ({ code }) => code],
    type: ['text', ({ type }) => type],
    channel: ['text', ({ channel }) => channel],
    unit: ['text', ({ unit }) => unit],
    field: ['text', ({ field }) => field],
    title: ['text', ({ title }) => title],
    content: sealedText(({ content }) => content),
    sender_name: sealedText(({ sender }) => sender.name),
    sender_phone: sealedText(({ sender }) => sender.phone),
    sender_email: sealedText(({ sender }) => sender.email),
    sender_address: sealedText(({ sender }) => sender.address),
    ...personColumns,
    state: ['text', (record) => feedbackState(record)],
    received_at: ['timestamptz', ({ receivedAt }) => receivedAt],
    assigned_at: ['timestamptz', ({ assignedAt }) => assignedAt],
    due_at: ['timestamptz', ({ dueAt }) => dueAt],
    answered_at: ['timestamptz', ({ answeredAt }) => answeredAt],
    answer: sealedText(({ answer }) => answer),
    published_at: ['timestamptz', ({ publishedAt }) => publishedAt],
    published_content: ['text', ({ publishedContent }) => publishedContent],
    published_answer: ['text', ({ publishedAnswer }) => publishedAnswer],
    closed_at: ['timestamptz', ({ closedAt }) => closedAt],
    satisfied: ['boolean', ({ satisfied }) => satisfied],
    search_text: ['text', ({ code, field }) => fold(`${code} ${field}`)],
    person_text: ['text', ({ title }) => fold(title)],
  },
});
