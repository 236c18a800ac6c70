import { type PartList, partKeys } from '../../domain/part-keys.js';
import type { DossierRecord } from '../../domain/records.js';
import type { Queryable } from '../../store/database.js';
import { type Columns, deleteOf, insertRows, type Row } from '../../store/rows.js';

interface Dossier {
  id: string;
  isNew: boolean;
  record: DossierRecord;
}

const COMPONENT: Columns = {
  id: 'integer',
  dossier_id: 'bigint',
  position: 'integer',
  code: 'text',
  name: 'text',
  file: 'text',
  digitised: 'boolean',
  reused: 'boolean',
  from_national_store: 'boolean',
  originals: 'integer',
  copies: 'integer',
};
const RESULT: Columns = {
  id: 'integer',
  dossier_id: 'bigint',
  position: 'integer',
  code: 'text',
  name: 'text',
  number: 'text',
  signed_at: 'timestamptz',
  signer: 'text',
  file: 'text',
  paper_code: 'text',
};
const FEE: Columns = {
  dossier_id: 'bigint',
  position: 'integer',
  name: 'text',
  code: 'text',
  type: 'smallint',
  amount: 'numeric(18, 2)',
  method: 'text',
  paid: 'boolean',
  paid_at: 'timestamptz',
};
const SUPPLEMENT: Columns = {
  id: 'integer',
  dossier_id: 'bigint',
  position: 'integer',
  source_id: 'text',
  requested_by: 'text',
  content: 'text',
  requested_at: 'timestamptz',
  answered_at: 'timestamptz',
  received_by: 'text',
  previous_due_at: 'timestamptz',
  new_due_at: 'timestamptz',
  status: 'text',
};

/** Replaces papers, results, fees and supplements by the new version's; each part keeps its number for life. */
export async function writeParts(client: Queryable, dossiers: readonly Dossier[]): Promise<void> {
  if (dossiers.length === 0) return;
  const known = dossiers.filter(({ isNew }) => !isNew).map(({ id }) => id);
  for (const table of ['dossier_component', 'dossier_result', 'dossier_fee', 'dossier_supplement'])
    await deleteOf(client, table, 'dossier_id', known);
  const numbers = await stableNumbers(client, dossiers);
  const rows = dossiers.map(({ id, record }) => rowsOf(id, record, numbers));
  await insertRows(
    client,
    'dossier_component',
    COMPONENT,
    rows.flatMap((each) => each.components),
  );
  await insertRows(
    client,
    'dossier_result',
    RESULT,
    rows.flatMap((each) => each.results),
  );
  await insertRows(
    client,
    'dossier_fee',
    FEE,
    rows.flatMap((each) => each.fees),
  );
  await insertRows(
    client,
    'dossier_supplement',
    SUPPLEMENT,
    rows.flatMap((each) => each.supplements),
  );
}

function rowsOf(id: string, record: DossierRecord, numbers: ReadonlyMap<string, number>) {
  const keys = partKeys(record);
  const at = (list: PartList, position: number): Row => ({
    id: numbers.get(`${id} ${list} ${keys[list][position] ?? ''}`),
    dossier_id: id,
    position,
  });
  return {
    components: record.components.map((paper, position): Row => {
      const { fromNationalStore, ...same } = paper;
      return { ...same, from_national_store: fromNationalStore, ...at('components', position) };
    }),
    results: record.results.map((result, position): Row => {
      const { signedAt, paperCode, ...same } = result;
      return { ...same, signed_at: signedAt, paper_code: paperCode, ...at('results', position) };
    }),
    fees: record.fees.map(({ paidAt, ...same }, position): Row => {
      return { ...same, paid_at: paidAt, dossier_id: id, position };
    }),
    supplements: record.supplements.map(
      (supplement, position): Row => ({
        source_id: supplement.id,
        requested_by: supplement.requestedBy,
        content: supplement.content,
        requested_at: supplement.requestedAt,
        answered_at: supplement.answeredAt,
        received_by: supplement.receivedBy,
        previous_due_at: supplement.previousDueAt,
        new_due_at: supplement.newDueAt,
        status: supplement.status,
        ...at('supplements', position),
      }),
    ),
  };
}

/** Number of each part by `<dossier id> <list> <key>`; missing ones are made. The dossiers' rows are locked by now. */
async function stableNumbers(client: Queryable, dossiers: readonly Dossier[]): Promise<Map<string, number>> {
  const wanted: { id: string; list: PartList; key: string }[] = [];
  for (const { id, record } of dossiers) {
    for (const [list, keys] of Object.entries(partKeys(record)) as [PartList, string[]][]) {
      for (const key of keys) wanted.push({ id, list, key });
    }
  }
  if (wanted.length === 0) return new Map();
  const values = [wanted.map(({ id }) => id), wanted.map(({ list }) => list), wanted.map(({ key }) => key)];
  // Not `on conflict`: that would use up a number of the sequence for each part that has one.
  await client.query(
    `insert into stable_number (subject_id, list, key)
      select w.subject_id, w.list, w.key from unnest($1::bigint[], $2::text[], $3::text[]) as w(subject_id, list, key)
      where not exists (select 1 from stable_number n
        where n.subject_id = w.subject_id and n.list = w.list and n.key = w.key)`,
    values,
  );
  const { rows } = await client.query<{ id: number; subject_id: string; list: string; key: string }>(
    `select n.id, n.subject_id, n.list, n.key
      from unnest($1::bigint[], $2::text[], $3::text[]) as w(subject_id, list, key)
      join stable_number n on n.subject_id = w.subject_id and n.list = w.list and n.key = w.key`,
    values,
  );
  return new Map(rows.map((row) => [`${row.subject_id} ${row.list} ${row.key}`, row.id]));
}
