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

/** A good signature with a certificate of the person `me`, and what its file is named by. */
const SIGNED = `me join certificate c on c.person_hash = me.person_hash
  join file_signature s on s.serial = c.serial and s.issuer_dn = c.issuer_dn and not s.is_timestamp and s.result <> 'TOTAL_FAILED'
  join file_reference f on f.sha256 = s.sha256`;

/** Acts `a` found in two ways, as one each. */
const acts = (byCertificate: string, byName: string) =>
  `(select a.id, array_agg(distinct a.way) as ways, max(a.at) as at
    from (${byCertificate} union all ${byName}) a group by a.id) x`;

/** Whether `me` held a post in one of these units at that time, and nobody else of the name did. */
const isMeant = (units: string, at: string) => {
  const held = `p.unit in (${units}) and p.from_date <= ${at}::date::text and (p.to_date is null or p.to_date > ${at}::date::text)`;
  return `exists (select from official_post p where p.official_id = me.subject_id and ${held})
    and not exists (select from official x join official_post p on p.official_id = x.subject_id
      where person_name(x.full_name) collate "C" = me.name and x.subject_id <> me.subject_id and ${held})`;
};

/**
 * Somebody's acts by the rules of docs/adr/0012, as far as these tables ask for them. Left out is what nobody here has: dates known in part, departments,
 * units that ended, names without accents or with words of address.
 */
const ACTS = `with me as materialized (select o.*, person_name(o.full_name) as name from official o where o.code = $1)
  select json_build_object('fullName', me.full_name,
    'dossiers', ${list(
      `'matchedBy', x.ways, 'at', x.at, 'dossier', json_build_object('code', t.code, 'state', t.state)`,
      `${acts(
        `select r.dossier_id as id, 'CERTIFICATE' as way, coalesce(s.timestamp_at, s.signed_at) as at
          from ${SIGNED} join dossier_result r on r.dossier_id = f.subject_id and r.file = f.reference`,
        `select e.dossier_id, 'NAME_IN_UNIT', e.at from me join trace_entry e on person_name(e.actor) = me.name and e.removed_version is null
          join dossier d on d.subject_id = e.dossier_id
          where lower(e.actor) = lower(me.full_name) and ${isMeant('d.receiving_unit, d.processing_unit', 'e.at')}`,
      )} join dossier t on t.subject_id = x.id join subject s on s.id = x.id and s.deleted_at is null`,
      'x.at desc, x.id desc',
    )},
    'documents', ${list(
      `'matchedBy', x.ways, 'at', x.at, 'document', json_build_object('number', t.number, 'subject', t.subject)`,
      `${acts(
        `select t.id, 'CERTIFICATE' as way, coalesce(s.timestamp_at, s.signed_at) as at
          from ${SIGNED} join document_file l on l.document_id = f.subject_id and l.file = f.reference join document t on t.subject_id = l.document_id`,
        `select t.id, 'NAME_IN_UNIT', t.issued_at from me join document t on person_name(t.signer) collate "C" = me.name
          where lower(t.signer) = lower(me.full_name) and ${isMeant('t.issuer_code', 't.issued_at')}`,
      )} join document t on t.id = x.id and t.deleted_at is null`,
      'x.at desc, x.id desc',
    )}) as data
  from me`;

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
  acts: ACTS,
  document: `select json_build_object('subject', d.subject,
      'dossiers', ${list(`'code', t.code, 'state', t.state`, 'dossier t where t.code = any(d.dossiers)', 't.code')}) as data
    from document d where d.code = $1`,
};
