import { sql } from 'kysely';
import type { NoticesArgs, UnitNoticesArgs } from '../schema/args/notices.js';
import type { Notice, NoticeAttachment } from '../schema/notice.js';
import { carriedFilters } from './carried.js';
import { containsAll } from './contains.js';
import { deliveriesOf } from './deliveries-of.js';
import { column, computed, globalId, joined } from './engine/fields.js';
import { withHistory } from './engine/held.js';
import { bothWays, joinedKey, key } from './engine/order.js';
import type { PageSpec } from './engine/page.js';
import type { ReadField, ReadType } from './engine/types.js';
import { withSubject } from './engine/with-subject.js';
import { among, atLeast, equals, since, until } from './filters.js';
import { detailField, processSteps } from './notice-details.js';
import { noticeHeld } from './notice-held.js';
import { ofUnit } from './of-unit.js';
import type { Relations } from './relations.js';
import { noticeInScope } from './scope.js';
import { timeless } from './timeless.js';
import { within } from './unit-reach.js';

const fields = {
  id: globalId('Notice', 'subject_id'),
  code: column('code'),
  reference: computed(
    (row) => sql`'LT-' || lpad(${row('number')}::text, greatest(6, length(${row('number')}::text)), '0')`,
  ),
  title: column('title'),
  body: column('body'),
  summary: column('summary'),
  author: column('author'),
  provenance: column('provenance'),
  url: column('url'),
  category: column('category'),
  documentNumber: column('document_number'),
  documentType: column('document_type'),
  issuer: column('issuer'),
  issuedAt: column('issued_at'),
  publishedAt: column('published_at'),
  expiresAt: column('expires_at'),
  withdrawn: column('withdrawn'),
  unit: { kind: 'one', type: 'Unit', where: (row, target) => sql`${target('code')} = ${row('unit')}` },
  attachments: {
    kind: 'many',
    type: 'NoticeAttachment',
    usual: 2,
    where: (row, target) => sql`${target('notice_id')} = ${row('subject_id')}`,
    orderBy: (target) => target('position'),
  },
  legalAct: detailField('legalAct'),
  policy: detailField('policy'),
  procedureChange: detailField('procedureChange'),
  process: detailField('process'),
  processSteps,
  investment: detailField('investment'),
  planning: detailField('planning'),
  tender: detailField('tender'),
  event: detailField('event'),
  deliveries: deliveriesOf((row) => row('subject_id')),
  origin: joined('subject', 'origin'),
  versionCount: computed(
    (row) => sql`(select count(*) from subject_version v where v.subject_id = ${row('subject_id')})`,
  ),
  changedAt: joined('subject', 'changed_at'),
  readAt: joined('subject', 'read_at'),
  deletedAt: joined('subject', 'deleted_at'),
} satisfies Record<keyof Notice | 'deliveries', ReadField>;

const present: ReadType = {
  name: 'Notice',
  permission: 'notices.read',
  from: (row) => withSubject('notice', row),
  key: { column: 'subject_id', type: 'bigint' },
  found: {
    kind: 'notice',
    title: (row) => row('title'),
    text: (row) => row('search_text'),
    texts: [{ value: (row) => row('summary') }, { value: (row) => row('document_number') }],
    unit: (row) => row('unit'),
    at: (row) => row('published_at'),
  },
  fields,
};

export const noticeRead = withHistory(present, noticeHeld);

export const noticeAttachmentRead: ReadType = {
  name: 'NoticeAttachment',
  permission: 'notices.read',
  from: (row) => sql`notice_attachment as ${row.table}`,
  fields: { name: column('name') } satisfies Record<keyof NoticeAttachment, ReadField>,
};

export const noticeRelations: Relations = {
  Unit: {
    notices: ofUnit<UnitNoticesArgs>('Notice', {
      usual: 20,
      filters: (row, args) => [
        among(row('category'), args.categories),
        since(row('published_at'), args.publishedFrom),
        until(row('published_at'), args.publishedTo),
        equals(row('withdrawn'), args.withdrawn),
      ],
      orderBy: (row) => sql`${row('published_at')} desc, ${row('subject_id')} desc`,
    }),
  },
};

export const noticePage: PageSpec<NoticesArgs> = {
  type: 'Notice',
  orders: {
    ...bothWays('PUBLISHED', key('published_at', 'timestamptz'), key('subject_id', 'bigint')),
    ...bothWays(
      'CHANGED',
      joinedKey('subject', 'changed_at', 'timestamptz'),
      joinedKey('subject', 'id', 'bigint'),
    ),
    ...bothWays('CODE', key('code', 'text')),
  },
  problems: (args) => timeless(args, ['unit', 'publishedFrom', 'publishedTo'], ['PUBLISHED', 'CODE']),
  filters: (row, args, viewer) => [
    within(row('unit'), args.unit, row('published_at'), args.follow),
    among(row('category'), args.categories),
    since(row('published_at'), args.publishedFrom),
    until(row('published_at'), args.publishedTo),
    equals(row('withdrawn'), args.withdrawn),
    equals(row('project_code'), args.project),
    since(row('bids_close_at'), args.bidsCloseFrom),
    until(row('bids_close_at'), args.bidsCloseTo),
    atLeast(row('total_investment'), args.investmentFrom),
    containsAll(row('search_text'), args.search),
    ...carriedFilters(
      row,
      args,
      viewer,
      viewer.principal.unit === undefined ? undefined : noticeInScope(row),
    ),
  ],
};
