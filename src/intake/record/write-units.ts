import { fold } from '../../domain/fold.js';
import type { UnitRecord } from '../../domain/records.js';
import { namesOf, sinceAfter } from '../../domain/unit.js';
import type { Queryable } from '../../store/database.js';
import { type Columns, insertRows, upsertRows } from '../../store/rows.js';
import type { WriteContext, Written } from './write-subjects.js';

const UNIT: Columns = {
  subject_id: 'bigint',
  code: 'text',
  name: 'text',
  name_since: 'timestamptz',
  parent_code: 'text',
  parent_since: 'timestamptz',
  level: 'text',
  admin_code: 'text',
  address: 'text',
  phone: 'text',
  email: 'text',
  website: 'text',
  decision_number: 'text',
  decision_date: 'timestamptz',
  decision_issuer: 'text',
  valid_from: 'timestamptz',
  valid_to: 'timestamptz',
  successors: 'text[]',
  search_text: 'text',
};
const PERIOD: Columns = {
  unit_id: 'bigint',
  position: 'integer',
  valid_from: 'timestamptz',
  valid_to: 'timestamptz',
};
const NAME: Columns = { ...PERIOD, name: 'text' };
const PARENT: Columns = { ...PERIOD, parent_code: 'text' };

interface WrittenUnit {
  id: string;
  record: UnitRecord;
}

export async function writeUnits({ client }: WriteContext, written: readonly Written[]): Promise<void> {
  const units = written.flatMap(({ id, record }) => (record.kind === 'unit' ? [{ id, record }] : []));
  await upsertRows(client, 'unit', 'subject_id', UNIT, units.map(rowOf));
  await writeFormer(client, units);
  await writeAliases(client, units);
  await resolveCodes(client);
}

function rowOf({ id, record }: WrittenUnit) {
  const { parent, adminCode, address, phone, email, website, decision } = record;
  return {
    subject_id: id,
    code: record.code,
    name: record.name,
    name_since: sinceAfter(record.formerNames),
    parent_code: parent,
    parent_since: sinceAfter(record.formerParents),
    level: record.level,
    admin_code: adminCode,
    ...{ address, phone, email, website },
    decision_number: decision?.number,
    decision_date: decision?.date,
    decision_issuer: decision?.issuer,
    valid_from: record.validFrom,
    valid_to: record.validTo,
    successors: record.successors,
    search_text: fold([record.code, ...namesOf(record).map(({ name }) => name)].join(' ')),
  };
}

async function writeFormer(client: Queryable, units: readonly WrittenUnit[]): Promise<void> {
  const ids = units.map(({ id }) => id);
  await client.query('delete from unit_former_name where unit_id = any($1::bigint[])', [ids]);
  await client.query('delete from unit_former_parent where unit_id = any($1::bigint[])', [ids]);
  const names = units.flatMap(({ id, record: { formerNames = [] } }) =>
    formerNames.map(({ name, from, to }, position) => ({
      ...{ unit_id: id, position, valid_from: from, valid_to: to },
      name,
    })),
  );
  const parents = units.flatMap(({ id, record: { formerParents = [] } }) =>
    formerParents.map(({ code, from, to }, position) => ({
      ...{ unit_id: id, position, valid_from: from, valid_to: to },
      parent_code: code,
    })),
  );
  await insertRows(client, 'unit_former_name', NAME, names);
  await insertRows(client, 'unit_former_parent', PARENT, parents);
}

async function writeAliases(client: Queryable, units: readonly WrittenUnit[]): Promise<void> {
  await client.query('delete from unit_alias where code = any($1::text[])', [
    units.map(({ record }) => record.code),
  ]);
  const aliases = new Map(units.flatMap(({ record }) => record.aliases.map((alias) => [alias, record.code])));
  const sorted = [...aliases.keys()].sort();
  await client.query(
    `insert into unit_alias (alias, code) select alias, code from unnest($1::text[], $2::text[]) as a(alias, code)
      on conflict (alias) do update set code = excluded.code`,
    [sorted, sorted.map((alias) => aliases.get(alias))],
  );
}

/**
 * Puts the table's own codes where units name each other by another form. A unit may come before the one that it names: what is not known
 * stays as it was written and is looked up again with every unit that comes.
 */
async function resolveCodes(client: Queryable): Promise<void> {
  const unknown = (code: string) => `not exists (select from unit known where known.code = ${code})`;
  await client.query(`update unit u set parent_code = unit_known(u.parent_code)
    where ${unknown('u.parent_code')} and unit_known(u.parent_code) <> u.parent_code`);
  await client.query(`update unit_former_parent f set parent_code = unit_known(f.parent_code)
    where ${unknown('f.parent_code')} and unit_known(f.parent_code) <> f.parent_code`);
  await client.query(`update unit u set successors = (
      select array_agg(unit_known(s.code) order by s.place) from unnest(u.successors) with ordinality as s (code, place))
    where exists (select from unnest(u.successors) as s (code) where ${unknown('s.code')} and unit_known(s.code) <> s.code)`);
}
