const UNIT = (code: string) =>
  `(select json_build_object('code', u.code, 'name', u.name) from unit u where u.code = ${code})`;

/** What somebody would write to search these tables by words: the same rows in the same order, as one JSON. $1: patterns, one or two, each by the index; $2: the text, $3: whole words. */
const arm = (kind: string, table: string, title: string, unit: string, text = 't.search_text') => `
  select '${kind}' as kind, s.natural_key as code, ${title} as title, ${unit} as unit, s.changed_at,
    case when t.code = $2 then 0 when t.code like $2 || '%' then 1 when ' ' || ${text} || ' ' like all ($3::text[]) then 2 else 3 end as tier,
    length(${text}) as measure, t.subject_id as id
  from ${table} t join subject s on s.id = t.subject_id
  where s.deleted_at is null and (t.code = $2 or t.code like $2 || '%' or (${text} like ($1::text[])[1] and ${text} like coalesce(($1::text[])[2], '%')))`;

const ARMS = [
  arm('dossier', 'dossier', 't.procedure_code', 't.receiving_unit', 'lower(t.code)'),
  arm('unit', 'unit', 't.name', 't.code'),
  arm('procedure', 'procedure', 't.name', 'null'),
  arm('official', 'official', 't.full_name', 't.unit'),
  arm('certificate', 'certificate', 't.subject_dn', 't.unit'),
  arm('mailbox', 'mailbox', 't.name', 't.unit'),
  arm('commendation', 'commendation', 't.award_name', 't.unit'),
  arm('document', 'document', 't.subject', 't.unit'),
];

const list = (what: string, from: string, order: string) =>
  `(select coalesce(json_agg(x.o), '[]') from (select json_build_object(${what}) as o from ${from} order by ${order} limit 20) x)`;

/** By the name that a question has. */
export const BY_HAND: Readonly<Record<string, string>> = {
  search: `with hits as (${ARMS.join(' union all ')})
    select json_build_object('search', (select json_agg(x.o) from (select json_build_object('kind', h.kind, 'code', h.code, 'title', h.title,
      'unit', ${UNIT('h.unit')}) as o from hits h order by h.tier, h.measure, h.id limit 20) x)) as data`,
  unit: `select json_build_object('name', u.name,
      'dossiers', ${list(`'code', t.code, 'state', t.state`, 'dossier t where t.receiving_unit = u.code', 't.received_at desc, t.subject_id desc')},
      'officials', ${list(`'fullName', t.full_name`, 'official t where t.unit = u.code', 't.code')},
      'mailboxes', ${list(`'code', t.code, 'state', t.state`, 'mailbox t where t.unit = u.code', 't.code')},
      'certificates', ${list(`'serial', t.serial`, 'certificate t where t.unit = u.code', 't.code')},
      'commendations', ${list(`'awardName', t.award_name`, 'commendation t where t.unit = u.code', 't.year_to desc, t.code')},
      'documents', ${list(`'subject', t.subject`, 'document t where t.unit = u.code', 't.issued_at desc, t.id desc')}) as data
    from unit u where u.code = $1`,
  official: `select json_build_object('fullName', o.full_name,
      'certificates', ${list(`'serial', t.serial`, 'certificate t where t.person_hash = o.person_hash', 't.code')},
      'mailboxes', ${list(`'code', t.code, 'state', t.state`, 'mailbox t where t.person_hash = o.person_hash', 't.code')},
      'commendations', ${list(`'awardName', t.award_name`, 'commendation t where t.person_hash = o.person_hash', 't.code')}) as data
    from official o where o.code = $1`,
  document: `select json_build_object('subject', d.subject,
      'dossiers', ${list(`'code', t.code, 'state', t.state`, 'dossier t where t.code = any(d.dossiers)', 't.code')}) as data
    from document d where d.code = $1`,
};
