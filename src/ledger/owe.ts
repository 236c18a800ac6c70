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
  const input = [JSON.stringify(forms)];
  const made = await client.query<MadeLane>(sql.owe.insertLanes, input);
  // What concerns only lanes with a past or without an account finds nothing in these. Nobody else sees them to lock them.
  const plain = forms.every(isOwed) && made.rows.length === forms.length && made.rows.every(hasAccount);
  const { rows } = plain ? made : await client.query<{ id: string }>(sql.owe.lockOwingLanes, input);
  if (rows.length === 0) return;
  const lanes = [rows.map(({ id }) => id)];
  if (!plain) await client.query(sql.owe.renewLanes, input);
  if (!plain) await client.query(sql.owe.withdrawPending, input);
  await client.query(sql.owe.insertRecords, input);
  await client.query(sql.owe.insertEntries, input);
  if (!plain) await client.query(sql.owe.followEntries, input);
  if (!plain) await client.query(sql.owe.followAccounts, lanes);
  await client.query(sql.shared.supersede, lanes);
  await client.query(sql.shared.recount, lanes);
  await client.query(sql.shared.wake);
}

interface MadeLane {
  id: string;
  account_id: string | null;
}

function hasAccount({ account_id }: MadeLane): boolean {
  return account_id !== null;
}

/** Owed, and there is nothing about it that holds it. */
function isOwed({ owed, deleted }: { owed: boolean; deleted: boolean }): boolean {
  return owed && !deleted;
}

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
