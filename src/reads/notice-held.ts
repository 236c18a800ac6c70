import type { NoticeRecord } from '../domain/records.js';
import { deliveriesBy } from './deliveries-of.js';
import { joined } from './engine/fields.js';
import type { HeldRead } from './engine/held.js';

/**
 * A notice as the hub held it at a time. Of today stay: its unit, and the state of its deliveries, of which those that were owed by
 * then are shown.
 */
export const noticeHeld: HeldRead<NoticeRecord> = {
  record: {
    code: (record) => record.code,
    title: (record) => record.title,
    body: (record) => record.body,
    summary: (record) => record.summary,
    author: (record) => record.author,
    provenance: (record) => record.provenance,
    url: (record) => record.url,
    category: (record) => record.category,
    documentNumber: (record) => record.number,
    documentType: (record) => record.documentType,
    issuer: (record) => record.issuer,
    issuedAt: (record) => record.issuedAt,
    publishedAt: (record) => record.publishedAt,
    expiresAt: (record) => record.expiresAt,
    withdrawn: (record) => record.withdrawn === true,
    attachments: (record) => record.attachments.map(({ name }) => ({ name })),
    deletedAt: (record) => (record.deleted ? record.changedAt : null),
  },
  store: (at) => ({
    versionCount: joined('held', 'version'),
    changedAt: joined('held', 'changed_at'),
    readAt: joined('held', 'recorded_at'),
    deliveries: deliveriesBy(at),
  }),
};
