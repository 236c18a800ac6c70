import type { DossierRecord } from '../domain/records.js';
import { deliveriesBy } from './deliveries-of.js';
import { sensitiveProcedures } from './dossier-class.js';
import { joined } from './engine/fields.js';
import type { HeldRead } from './engine/held.js';

/**
 * A dossier as the hub held it at a time. Of today stay: its procedure and units, its flags, and the state of its deliveries, of
 * which those that were owed by then are shown.
 */
export const dossierHeld: HeldRead<DossierRecord> = {
  record: {
    code: (record) => record.code,
    procedureCode: (record) => record.procedureCode,
    channel: (record) => record.channel,
    applicant: (record) => ({
      name: record.applicantName,
      type: record.applicantType,
      identityType: record.identityType,
      identityNumber: record.identityNumber,
      phone: record.phone,
      email: record.email,
      address: record.address,
      nationalAccountId: record.nationalAccountId,
    }),
    summary: (record) => record.summary,
    lodgedAt: (record) => record.lodgedAt,
    submittedAt: (record) => record.submittedAt,
    receivedAt: (record) => record.receivedAt,
    dueAt: (record) => record.dueAt,
    finishedAt: (record) => record.finishedAt,
    returnedAt: (record) => record.returnedAt,
    refusedAt: (record) => record.refusedAt,
    state: (record) => record.state,
    returnMethod: (record) => record.returnMethod,
    vneidVerified: (record) => record.vneidVerified,
    onlinePayment: (record) => record.onlinePayment,
    rating: ({ rating }) => rating && { level: rating.level, content: rating.content, at: rating.at },
    trace: (record) =>
      [...record.trace]
        .sort((a, b) => Date.parse(a.at) - Date.parse(b.at))
        .map((entry) => ({ ...entry, removed: false, flags: [] })),
    components: (record) => record.components.map(withoutFile),
    results: (record) => record.results.map(withoutFile),
    fees: (record) => record.fees,
    supplements: (record) => record.supplements.map(({ id: _, ...supplement }) => supplement),
    deletedAt: (record) => (record.deleted ? record.changedAt : null),
  },
  store: (at) => ({
    version: joined('held', 'version'),
    versionCount: joined('held', 'version'),
    changedAt: joined('held', 'changed_at'),
    readAt: joined('held', 'recorded_at'),
    deliveries: deliveriesBy(at),
  }),
  // Of a dossier that changed its procedure the one of then counts too.
  sensitive: { by: (record) => record.procedureCode, among: sensitiveProcedures },
};

/** Clients see whether there is a file, not how the source names it. */
function withoutFile<Part extends { file?: string }>({ file, ...part }: Part) {
  return { ...part, hasFile: file !== undefined };
}
