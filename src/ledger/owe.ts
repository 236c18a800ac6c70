import { v7 as uuidv7 } from 'uuid';
import type { Principal } from '../access/principal.js';
import type { Queryable } from '../store/database.js';
import { type LedgerSql, ledgerSql } from './sql/index.js';
import type { OweRequest } from './types.js';

/**
 * Shares the switches' lock until the transaction ends (rule 18). `owe` does it by itself; a transaction that locks subjects
 * after its first `owe` calls this before it locks anything.
 */
export async function shareSwitches(client: Queryable, sql: LedgerSql = ledgerSql): Promise<void> {
  await client.query(sql.shared.shareSwitches);
}

/**
 * Writes what versions of subjects mean for the portals (rules 4–7), in the transaction that wrote the versions and holds
 * their subjects' row locks. One subject at most once a call. Owing the same again changes nothing.
 */
export async function owe(
  client: Queryable,
  _principal: Principal,
  requests: readonly OweRequest[],
  sql: LedgerSql = ledgerSql,
): Promise<void> {
  const forms = requests.flatMap(formsOf);
  if (forms.length === 0) return;
  await shareSwitches(client, sql);
  const begun = await begin(client, forms, sql);
  const further = forms.filter((form) => !begun.has(nameOf(form)));
  const followed = further.length > 0 && (await follow(client, further, sql));
  if (begun.size > 0 || followed) await client.query(sql.shared.wake);
}

interface NewLane {
  id: string;
  account_id: string | null;
  subject_id: string;
  portal: string;
  form: string;
}

/** Makes the lanes that are missing, with all that is owed in them. Gives their names. Nobody else sees them to lock them. */
async function begin(client: Queryable, forms: readonly FormRow[], sql: LedgerSql): Promise<Set<string>> {
  const { rows } = await client.query<NewLane>(sql.owe.beginLanes, [JSON.stringify(forms)]);
  if (rows.length === 0) return new Set();
  await client.query(sql.shared.supersede, [rows.map(({ id }) => id)]);
  const byName = new Map(forms.map((form) => [nameOf(form), form]));
  const lanes = rows.map((lane) => {
    const form = byName.get(nameOf(lane));
    return { ...lane, unit: form?.unit, priority: form?.priority, business_at: form?.business_at };
  });
  await client.query(sql.owe.insertLanes, [JSON.stringify(lanes)]);
  return new Set(rows.map(nameOf));
}

/** Brings lanes that are there up to date. Whether there were any. */
async function follow(client: Queryable, forms: readonly FormRow[], sql: LedgerSql): Promise<boolean> {
  const input = [JSON.stringify(forms)];
  const { rows } = await client.query<{ id: string }>(sql.owe.lockOwingLanes, input);
  if (rows.length === 0) return false;
  const lanes = [rows.map(({ id }) => id)];
  await client.query(sql.owe.renewLanes, input);
  await client.query(sql.owe.withdrawPending, input);
  await client.query(sql.owe.insertRecords, input);
  await client.query(sql.owe.insertEntries, input);
  await client.query(sql.owe.followEntries, input);
  await client.query(sql.owe.followAccounts, lanes);
  await client.query(sql.shared.supersede, lanes);
  await client.query(sql.shared.recount, lanes);
  return true;
}

/** A lane of a subject, told apart by portal and form. */
function nameOf({ subject_id, portal, form }: Pick<NewLane, 'subject_id' | 'portal' | 'form'>): string {
  return `${subject_id} ${portal} ${form}`;
}

type FormRow = ReturnType<typeof formsOf>[number];

/** One row for each form; the ids of its records are made here, in time order. */
function formsOf(request: OweRequest) {
  return request.forms.map((form) => ({
    subject_id: request.subjectId,
    portal: form.portal,
    form: form.form,
    version: request.version,
    unit: request.unit,
    business_at: request.businessAt,
    deleted: request.deleted,
    owed: form.owed,
    entries: form.entries,
    priority: form.priority,
    phases: form.phases.map((phase) => ({
      id: uuidv7(),
      phase: phase.phase,
      not_before: phase.notBefore ?? null,
    })),
  }));
}
