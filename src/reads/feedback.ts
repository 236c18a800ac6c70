import { sql } from 'kysely';
import { type FeedbackRecord, feedbackState } from '../domain/kinds/feedback.js';
import type { Feedback, FeedbackFilterArgs, FeedbackListArgs, UnitFeedbackArgs } from '../schema/feedback.js';
import { foundByName, searched } from './closed-names.js';
import { column, computed, personal, sealed } from './engine/fields.js';
import { bothWays, key } from './engine/order.js';
import type { PageSpec } from './engine/page.js';
import { plainRead, unitIn } from './engine/plain.js';
import type { Row, Sql } from './engine/types.js';
import { among, equals, since, until } from './filters.js';
import { ofUnit } from './of-unit.js';
import { personalIdField } from './person.js';
import type { Relations } from './relations.js';
import { subjectFilters, subjectOrders } from './subjects.js';
import { timeless } from './timeless.js';

const at = (row: Row): Sql => row('received_at');

/** Null where nothing is due; what was closed without an answer is late only by then. */
const isOverdue = (row: Row): Sql =>
  sql`(coalesce(${row('answered_at')}, ${row('closed_at')}, now()) > ${row('due_at')})`;

export const feedbackRead = plainRead<Feedback, FeedbackRecord>(
  {
    name: 'Feedback',
    kind: 'feedback',
    table: 'feedback',
    at,
    openSince: (row) => row('published_at'),
    title: (row) =>
      sql`case ${row('type')} when 'KIEN_NGHI' then 'Kiến nghị' else 'Phản ánh' end || ': ' || ${row('field')}`,
    found: {
      personText: (row) => row('person_text'),
      texts: [{ value: (row) => row('title'), personal: true }],
    },
  },
  {
    code: column('code'),
    type: [column('type'), (record) => record.type],
    channel: [column('channel'), (record) => record.channel],
    unit: unitIn('unit'),
    field: [column('field'), (record) => record.field],
    title: [personal('title', 'text'), (record) => record.title],
    content: [sealed('content', 'text'), (record) => record.content],
    senderName: [sealed('sender_name', 'name'), (record) => record.sender.name],
    senderPhone: [sealed('sender_phone', 'number'), (record) => record.sender.phone],
    senderEmail: [sealed('sender_email', 'email'), (record) => record.sender.email],
    senderAddress: [sealed('sender_address', 'address'), (record) => record.sender.address],
    personalId: personalIdField,
    state: [column('state'), feedbackState],
    receivedAt: [column('received_at'), (record) => record.receivedAt],
    assignedAt: [column('assigned_at'), (record) => record.assignedAt],
    dueAt: [column('due_at'), (record) => record.dueAt],
    answeredAt: [column('answered_at'), (record) => record.answeredAt],
    overdue: computed(isOverdue),
    answer: [sealed('answer', 'text'), (record) => record.answer],
    publishedAt: [column('published_at'), (record) => record.publishedAt],
    publishedContent: [column('published_content'), (record) => record.publishedContent],
    publishedAnswer: [column('published_answer'), (record) => record.publishedAnswer],
    closedAt: [column('closed_at'), (record) => record.closedAt],
    satisfied: [column('satisfied'), (record) => record.satisfied],
  },
);

/** The filters that the list of feedback and a unit's have in common. */
function feedbackFilters(row: Row, args: FeedbackFilterArgs): (Sql | undefined)[] {
  return [
    among(row('state'), args.states),
    among(row('type'), args.types),
    equals(row('field'), args.field),
    since(row('received_at'), args.receivedFrom),
    until(row('received_at'), args.receivedTo),
    args.overdue == null ? undefined : equals(sql`coalesce(${isOverdue(row)}, false)`, args.overdue),
    equals(row('satisfied'), args.satisfied),
  ];
}

export const feedbackRelations: Relations = {
  Unit: {
    feedback: ofUnit<UnitFeedbackArgs>('Feedback', {
      usual: 5,
      filters: feedbackFilters,
      orderBy: (row) => sql`${row('received_at')} desc, ${row('subject_id')} desc`,
    }),
  },
};

export const feedbackPage: PageSpec<FeedbackListArgs & FeedbackFilterArgs> = {
  type: 'Feedback',
  orders: {
    ...bothWays('RECEIVED', key('received_at', 'timestamptz'), key('subject_id', 'bigint')),
    ...subjectOrders,
  },
  problems: (args) => timeless(args, ['unit', 'receivedFrom', 'receivedTo'], ['CODE', 'RECEIVED']),
  foundBy: (row, { search }, viewer) => foundByName(row, search, viewer),
  filters: (row, args, viewer) => [
    ...feedbackFilters(row, args),
    searched(row, args.search, viewer, feedbackRead.closed),
    ...subjectFilters(row, { ...args, search: null }, at(row)),
  ],
};
