import { createHash, randomBytes } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import type { Database } from '../../src/store/database.js';

/** Fills an empty, migrated store set-wise: units, procedures, dossiers, five entries and a delivery to each portal for each. */
export async function fill(database: Database, dossiers: number): Promise<void> {
  for (const statement of statements(dossiers)) await database.query(statement);
  await database.query('vacuum analyze');
}

function statements(dossiers: number): string[] {
  const subject = (kind: string, key: string, many: number) => `
    insert into subject (kind, origin, natural_key, version, content_hash, changed_at, read_at)
    select '${kind}', 'bench', ${key}, 1, '\\x00', timestamptz '2024-01-01' + n * interval '3 minutes', now()
    from generate_series(1, ${many}) n`;
  return [
    subject('unit', `'H56.14.' || n`, 40),
    `insert into unit (subject_id, code, name, parent_code, level, search_text)
      select id, natural_key, 'Xã ' || natural_key, 'H56.14', 'XA', lower(natural_key) from subject where kind = 'unit'`,
    subject('procedure', `'1.' || lpad(n::text, 6, '0')`, 60),
    `insert into procedure (subject_id, code, name, field_code, field_name, online_level, search_text)
      select id, natural_key, 'Thủ tục ' || natural_key, 'G' || id % 9, 'Lĩnh vực', 'TOAN_TRINH', natural_key
      from subject where kind = 'procedure'`,
    subject('dossier', `'H56.14-24-' || lpad(n::text, 7, '0')`, dossiers),
    `insert into dossier (subject_id, code, procedure_code, receiving_unit, channel, applicant_type, applicant_name, summary,
        received_at, due_at, state, search_text)
      select id, natural_key, '1.' || lpad((1 + n % 60)::text, 6, '0'), 'H56.14.' || (1 + n % 40), 1 + n % 3, 1, 'Người ' || n,
        'Việc ' || n, changed_at, changed_at + interval '5 days', 1 + n % 10, lower(natural_key) || ' nguoi ' || n
      from (select *, row_number() over (order by id) as n from subject where kind = 'dossier') s`,
    `insert into trace_entry (dossier_id, at, state, actor, ordinal, content_hash, first_version)
      select d.subject_id, d.received_at + k * interval '2 hours', k, 'Cán bộ ' || k, 0, '\\x00', 1
      from dossier d cross join generate_series(1, 5) k`,
    `insert into portal (code) values ('national'), ('provincial')`,
    `insert into lane (subject_id, portal, form, remote_exists)
      select d.subject_id, p.code, 'record', true from dossier d cross join portal p`,
    `insert into delivery (id, lane_id, kind, version, state, hold_reason)
      select gen_random_uuid(), id, 'RECORD', 1, case id % 10 when 0 then 'PENDING' when 1 then 'HELD' else 'DELIVERED' end,
        case when id % 10 = 1 then 'MISSING_FIELD' end from lane`,
    // What PostGraphile joins by; the hub's statements name it themselves.
    `comment on table dossier is E'@foreignKey (receiving_unit) references unit (code)\\n@foreignKey (procedure_code) references procedure (code)'`,
    `comment on table lane is E'@foreignKey (subject_id) references dossier (subject_id)'`,
  ];
}

/** A service key of the whole district, as `lienthong keys create` would make it. */
export async function makeKey(database: Database): Promise<string> {
  const key = `lt_${randomBytes(32).toString('base64url')}`;
  const hash = createHash('sha256').update(key).digest();
  await database.query(
    `insert into service_key (id, name, role, prefix, hash, last_used_at) values ($1, 'bench', 'viewer', 'lt_', $2, 'infinity')`,
    [uuid(), hash],
  );
  return key;
}
