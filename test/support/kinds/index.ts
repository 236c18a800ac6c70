import { systemPrincipal } from '../../../src/access/principal.js';
import { factsOf, type PlainKind } from '../../../src/domain/kinds/index.js';
import type { Page, Source } from '../../../src/domain/ports.js';
import { fixedClock } from '../../../src/domain/time.js';
import { runSync } from '../../../src/intake/index.js';
import { toGlobalId } from '../../../src/reads/global-id.js';
import type { TestDatabase } from '../database.js';
import { keyed } from '../keyed.js';
import { noContents } from '../no-contents.js';
import { noStaging } from '../no-staging.js';
import { beneficiary } from './beneficiary.js';
import { benefitPayment } from './benefit-payment.js';
import { budgetDisclosure } from './budget-disclosure.js';
import { budgetLine } from './budget-line.js';
import { certificate } from './certificate.js';
import { civilRegistration } from './civil-registration.js';
import { commendation } from './commendation.js';
import { device } from './device.js';
import { document } from './document.js';
import { receipt } from './fee-receipt.js';
import { feedback } from './feedback.js';
import type { KindSample, RawForm } from './kind-sample.js';
import { mailbox } from './mailbox.js';
import { meeting } from './meeting.js';
import { meetingRoom } from './meeting-room.js';
import { networkIncident } from './network-incident.js';
import { networkSite } from './network-site.js';
import { official } from './official.js';
import { portalProcedure } from './portal-procedure.js';
import { povertyHousehold } from './poverty-household.js';
import { rating } from './rating.js';

/** One line for each kind: a kind without does not compile. */
export const KIND_SAMPLES: Readonly<Record<PlainKind, KindSample>> = {
  certificate,
  'civil-registration': civilRegistration,
  'network-site': networkSite,
  'network-incident': networkIncident,
  device,
  'budget-line': budgetLine,
  'budget-disclosure': budgetDisclosure,
  'portal-procedure': portalProcedure,
  document,
  beneficiary,
  'benefit-payment': benefitPayment,
  'poverty-household': povertyHousehold,
  mailbox,
  feedback,
  meeting,
  'meeting-room': meetingRoom,
  rating,
  'fee-receipt': receipt,
  official,
  commendation,
};

/** Something of a kind that the store holds. */
export interface KindRow {
  kind: PlainKind;
  type: string;
  /** Global id. */
  id: string;
  /** `subject.id` */
  subject: string;
  code: string;
  unit: string;
}

const NOW = '2026-01-05T03:00:00.000Z';

/** The kind's own source, reading these records and nothing else. */
export function sourceWith(kind: PlainKind, records: readonly RawForm[]): Source {
  const { source } = KIND_SAMPLES[kind];
  const made = source.create(
    { [source.address]: 'file:///nowhere' },
    {
      ...{ clock: fixedClock(NOW), staging: noStaging, contents: noContents, warn: () => undefined },
      keyed,
    },
  );
  return {
    ...made,
    async *pull(): AsyncGenerator<Page> {
      yield { records: records.map((raw, line) => ({ raw, place: { line: line + 1 } })), cursor: 1 };
    },
  };
}

/** Has intake take one record of every kind for each of these units, as its source would bring it. */
export async function recordKinds(
  { database, sealer }: TestDatabase,
  units: readonly string[],
): Promise<KindRow[]> {
  const deps = {
    ...{ database, sealer, clock: fixedClock(NOW), portals: [], warn: () => undefined },
    owe: () => Promise.resolve(),
  };
  const all: KindRow[] = [];
  for (const kind of Object.keys(KIND_SAMPLES) as PlainKind[]) {
    for (const unit of units) {
      const before = await idsOf(database, kind);
      const source = sourceWith(kind, [KIND_SAMPLES[kind].raw(1, unit)]);
      const outcome = await runSync(deps, systemPrincipal('test'), source);
      const made = [...(await idsOf(database, kind))].filter(([id]) => !before.has(id));
      if (outcome.stored !== 1 || made.length === 0) throw new Error(`${kind} of ${unit} was not stored`);
      const [type = ''] = factsOf(kind)?.lists ?? [];
      for (const [subject, code] of made) {
        const id = toGlobalId(type, await nodeOf(database, kind, subject));
        all.push({ kind, type, id, subject, code, unit });
      }
      await database.query('delete from source_cursor where source = $1', [source.name]);
    }
  }
  // What was read on the way is not what these tests are about.
  await database.query(`delete from sync_run where source = any($1)`, [
    Object.values(KIND_SAMPLES).map(({ source }) => source.name),
  ]);
  return all;
}

async function nodeOf(database: TestDatabase['database'], kind: PlainKind, subject: string): Promise<string> {
  const { nodes } = KIND_SAMPLES[kind];
  if (nodes === undefined) return subject;
  const { rows } = await database.query<{ id: string }>(`select id from ${nodes} where subject_id = $1`, [
    subject,
  ]);
  return rows[0]?.id ?? '';
}

async function idsOf(database: TestDatabase['database'], kind: PlainKind): Promise<Map<string, string>> {
  const { rows } = await database.query<{ id: string; natural_key: string }>(
    'select id, natural_key from subject where kind = $1',
    [kind],
  );
  return new Map(rows.map(({ id, natural_key }) => [id, natural_key]));
}

/** Writes a mark into everything personal that these kinds hold. */
export async function markPersonal({ database, sealer }: TestDatabase, mark: string): Promise<void> {
  for (const { table, text = [], sealed = [] } of Object.values(KIND_SAMPLES).flatMap(
    ({ personal = [] }) => personal,
  )) {
    const sets = [...text.map((column) => `${column} = $1`), ...sealed.map((column) => `${column} = $2`)];
    // Both are named, whichever is used.
    await database.query(
      `update ${table} set ${sets.join(', ')} where $1::text is not null and $2::bytea is not null`,
      [mark, sealer.seal(mark)],
    );
  }
}
