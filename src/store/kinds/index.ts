import type { PlainKind, PlainRecord } from '../../domain/kinds/index.js';
import type { Problem } from '../../domain/ports.js';
import { beneficiaryStore } from './beneficiary.js';
import { benefitPaymentStore } from './benefit-payment.js';
import { budgetDisclosureStore } from './budget-disclosure.js';
import { budgetLineStore } from './budget-line.js';
import { certificateStore } from './certificate.js';
import { civilRegistrationStore } from './civil-registration.js';
import { commendationStore } from './commendation.js';
import { deviceStore } from './device.js';
import { documentStore } from './document.js';
import { receiptStore } from './fee-receipt.js';
import { feedbackStore } from './feedback.js';
import type { KindLooking, KindStore, KindWriting, RecordedVersion, Tombstone } from './kind.js';
import { mailboxStore } from './mailbox.js';
import { meetingStore } from './meeting.js';
import { meetingRoomStore } from './meeting-room.js';
import { networkIncidentStore } from './network-incident.js';
import { networkSiteStore } from './network-site.js';
import { officialStore } from './official.js';
import { portalProcedureStore } from './portal-procedure.js';
import { povertyHouseholdStore } from './poverty-household.js';
import { ratingStore } from './rating.js';

/** The tables of every kind that is shown. A new one is a file and a line here. */
const STORES: { readonly [Kind in PlainKind]: KindStore<Extract<PlainRecord, { kind: Kind }>> } = {
  certificate: certificateStore,
  'civil-registration': civilRegistrationStore,
  'network-site': networkSiteStore,
  'network-incident': networkIncidentStore,
  device: deviceStore,
  'budget-line': budgetLineStore,
  'budget-disclosure': budgetDisclosureStore,
  'portal-procedure': portalProcedureStore,
  document: documentStore,
  beneficiary: beneficiaryStore,
  'benefit-payment': benefitPaymentStore,
  'poverty-household': povertyHouseholdStore,
  mailbox: mailboxStore,
  feedback: feedbackStore,
  meeting: meetingStore,
  'meeting-room': meetingRoomStore,
  rating: ratingStore,
  'fee-receipt': receiptStore,
  official: officialStore,
  commendation: commendationStore,
};

export const kindEntities = Object.values(STORES).flatMap(({ entities }) => entities);

/** Writes versions of one kind to its tables. */
export function writePlain<Kind extends PlainKind>(
  kind: Kind,
  writing: KindWriting,
  versions: readonly RecordedVersion<Extract<PlainRecord, { kind: Kind }>>[],
): Promise<void> {
  return STORES[kind].write(writing, versions);
}

/** What of these records contradicts other keys of its kind, by code. */
export async function clashesOf(
  looking: KindLooking,
  records: readonly PlainRecord[],
): Promise<ReadonlyMap<string, Problem>> {
  const all = await Promise.all(
    (Object.keys(STORES) as PlainKind[]).map((kind) => clashesOfKind(kind, looking, records)),
  );
  return new Map(all.flatMap((each) => [...each]));
}

async function clashesOfKind<Kind extends PlainKind>(
  kind: Kind,
  looking: KindLooking,
  records: readonly PlainRecord[],
): Promise<ReadonlyMap<string, Problem>> {
  const own = ofKind(kind, records);
  const { clashes } = STORES[kind];
  return own.length > 0 && clashes ? clashes(looking, own) : new Map();
}

/** Whether subjects of a kind may come under another key than the store has them under. */
export function mayStandUnderAnother(kind: string): boolean {
  return storeOf(kind)?.storedUnder !== undefined;
}

/** Which tombstones of a kind are about less than what stands under their key, and why they delete nothing, by key. */
export async function outgrownOf(
  looking: KindLooking,
  kind: string,
  tombstones: readonly Tombstone[],
): Promise<ReadonlyMap<string, Problem>> {
  const outgrown = tombstones.length > 0 ? storeOf(kind)?.outgrown : undefined;
  return outgrown ? outgrown(looking, tombstones) : new Map();
}

function storeOf(kind: string): Pick<KindStore, 'storedUnder' | 'outgrown'> | undefined {
  return Object.values(STORES).find((each) => each.kind === kind);
}

/** The keys that the store has these records' subjects under, by their own, where those are others. */
export async function standingUnderAnother(
  looking: KindLooking,
  records: readonly PlainRecord[],
): Promise<ReadonlyMap<string, string>> {
  const all = await Promise.all(
    (Object.keys(STORES) as PlainKind[]).map((kind) => standingOfKind(kind, looking, records)),
  );
  return new Map(all.flatMap((each) => [...each]));
}

async function standingOfKind<Kind extends PlainKind>(
  kind: Kind,
  looking: KindLooking,
  records: readonly PlainRecord[],
): Promise<ReadonlyMap<string, string>> {
  const own = ofKind(kind, records);
  const { storedUnder } = STORES[kind];
  return own.length > 0 && storedUnder ? storedUnder(looking, own) : new Map();
}

function ofKind<Kind extends PlainKind>(
  kind: Kind,
  records: readonly PlainRecord[],
): Extract<PlainRecord, { kind: Kind }>[] {
  return records.filter((record): record is Extract<PlainRecord, { kind: Kind }> => record.kind === kind);
}
