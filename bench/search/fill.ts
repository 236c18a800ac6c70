import type { Database } from '../../src/store/database.js';
import { fill } from '../reads/fill.js';

/** Other systems' share of all records, beside dossiers: each of these kinds has as many. */
const KINDS = ['official', 'certificate', 'mailbox', 'commendation', 'document'] as const;

/** Fills an empty, migrated store: half of the records are dossiers, the rest of five other systems, about the same people. */
export async function fillSystems(database: Database, records: number): Promise<void> {
  const each = Math.ceil(records / 2 / KINDS.length);
  for (const kind of KINDS) {
    await database.query(
      `insert into subject (kind, origin, natural_key, version, content_hash, changed_at, read_at)
        select $1, 'bench', $1 || '/' || n, 1, '\\x00', timestamptz '2025-01-01' + n * interval '1 minute', now()
        from generate_series(1, $2::int) n`,
      [kind, each],
    );
  }
  for (const statement of STATEMENTS) await database.query(statement);
  await fill(database, Math.ceil(records / 2));
  await database.query(HANDLED, [Math.max(40, each - (each % 40))]);
  await database.query('vacuum analyze trace_entry');
}

/** A name of three words. */
const nameOf = (n: string) =>
  `(array['Nguyễn', 'Lê', 'Bùi', 'Quách', 'Phạm', 'Trần'])[1 + ${n} % 6] || ' ' || (array['Văn', 'Thị', 'Minh'])[1 + ${n} % 3] || ' Số ' || ${n}`;

/** Who worked on what is of number `n`: in the same commune one of five, so that they have several each. */
const officerOf = (n: string) => `(${n} - ${n} % 200 + ${n} % 40)`;

/** Half-way through each dossier somebody of its commune worked on it. */
const HANDLED = `update trace_entry e set actor = ${nameOf('w.officer')}
  from (select d.subject_id, ${officerOf('d.n')} as officer from
    (select subject_id, split_part(code, '-', 3)::int % $1::int as n from dossier) d) w
  where e.dossier_id = w.subject_id and e.state = 3`;

/** Person `n` of a kind: one of forty communes. */
const people = (
  kind: string,
) => `(select id, natural_key, n, 'H56.14.' || (1 + n % 40) as unit, decode(md5('p' || n), 'hex') as person,
    ${nameOf('n')} as name,
    (array['nguyen', 'le', 'bui', 'quach', 'pham', 'tran'])[1 + n % 6] || ' ' || (array['van', 'thi', 'minh'])[1 + n % 3] || ' so ' || n as folded
  from (select id, natural_key, split_part(natural_key, '/', 2)::int as n from subject where kind = '${kind}') s) p`;

const STATEMENTS = [
  `insert into official (subject_id, code, official_code, managing_unit, unit, full_name, birth_date, gender, person_hash, official_kind, state, search_text)
    select id, natural_key, 'CC-' || n, 'H56.14', unit, name, '1980', 'MALE', person, 'CIVIL_SERVANT', 'ACTIVE',
      natural_key || ' ' || folded || ' chuyen vien' from ${people('official')}`,
  `insert into official_post (official_id, position, unit, title, kind, from_date) select subject_id, 0, unit, 'Chuyên viên', 'MAIN', '2015' from official`,
  `insert into certificate (subject_id, code, serial, issuer_dn, subject_dn, holder_kind, unit, person_hash, not_before, not_after, state, search_text)
    select id, natural_key, '5A' || lpad(n::text, 8, '0'), 'CN=CA', 'CN=' || name, 'PERSON', unit, person, '2025-01-01', '2030-01-01', 'VALID',
      '5a' || lpad(n::text, 8, '0') || ' cn=' || folded from ${people('certificate')}`,
  `insert into mailbox (subject_id, code, address, holder_kind, name, unit, state, person_hash, search_text)
    select id, natural_key, '\\x00', 'PERSON', name, unit, 'ACTIVE', person, natural_key || ' ' || folded from ${people('mailbox')}`,
  `insert into commendation (subject_id, code, recipient_kind, recipient_name, person_hash, unit, award, award_name, award_kind, level, year_from,
      year_to, state, decision_number, search_text)
    select id, natural_key, 'PERSON', name, person, unit, 'LDTT', 'Lao động tiên tiến', 'TITLE', 'COMMUNE', 2025, 2025, 'DECIDED', n || '/QĐ-UBND',
      folded || ' lao dong tien tien ' || n || '/qd-ubnd' from ${people('commendation')}`,
  `insert into document (subject_id, code, direction, unit, state, number, notation, subject, priority, steering, to_places, online, response_for,
      replaces, dossiers, issuer_code, signer, issued_at, search_text)
    select id, natural_key, 'IN', unit, 'DA_DEN', n::text, 'UBND-VP', 'Về việc của ' || name, 0, 1, '{}', true, '{}', '{}',
      array['H56.14-24-' || lpad(n::text, 7, '0')], unit, ${nameOf(officerOf('n'))}, timestamptz '2025-01-01' + n * interval '1 minute', n || '/ubnd-vp ve viec cua ' || folded
    from ${people('document')}`,
];
