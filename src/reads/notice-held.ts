import type { WorkProcess } from '../domain/notice-details.js';
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
    legalAct: ({ details }) => details?.legalAct,
    policy: ({ details }) => details?.policy,
    procedureChange: ({ details }) => details?.procedureChange,
    process: ({ details }) => processAlone(details?.process),
    processSteps: ({ details }) => details?.process?.steps ?? [],
    investment: ({ details }) => details?.investment,
    planning: ({ details }) => details?.planning,
    tender: ({ details }) => details?.tender,
    event: ({ details }) => details?.event,
    deletedAt: (record) => (record.deleted ? record.changedAt : null),
  },
  store: (at) => ({
    versionCount: joined('held', 'version'),
    changedAt: joined('held', 'changed_at'),
    readAt: joined('held', 'recorded_at'),
    deliveries: deliveriesBy(at),
  }),
};

/** Its steps are the notice's own list. */
function processAlone(process: WorkProcess | undefined): Omit<WorkProcess, 'steps'> | undefined {
  if (!process) return undefined;
  const { steps: _, ...others } = process;
  return others;
}
