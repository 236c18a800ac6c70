const ITEM = `json_build_object('code', d.code, 'state', d.state, 'receivedAt', d.received_at, 'dueAt', d.due_at,
  'receivingUnit', (select json_build_object('code', u.code, 'name', u.name) from unit u where u.code = d.receiving_unit),
  'procedure', (select json_build_object('code', p.code, 'name', p.name) from procedure p where p.code = d.procedure_code),
  'trace', (select json_agg(json_build_object('at', t.at, 'state', t.state, 'actor', t.actor) order by t.at, t.id)
    from trace_entry t where t.dossier_id = d.subject_id),
  'deliveries', (select coalesce(json_agg(x.o), '[]') from (select json_build_object('portal', l.portal, 'state', e.state) as o
    from lane l join delivery e on e.lane_id = l.id where l.subject_id = d.subject_id and e.state = any('{DELIVERED,HELD}')
    order by e.id desc limit 20) x))`;

/** The latest fifty, as one JSON. */
export const PAGE = `select json_build_object('dossiers', (select json_agg(x.o) from (select ${ITEM} as o from dossier d
  order by coalesce(d.received_at, 'infinity'::timestamptz) desc, d.subject_id desc limit 50) x)) as data`;

/** One dossier by its code. */
export const BY_CODE = `select json_build_object('dossier', (select ${ITEM} from dossier d where d.code = $1)) as data`;
