import { fold } from '../../domain/fold.js';
import type { NoticeDetails } from '../../domain/notice-details.js';
import type { ProcedureRecord } from '../../domain/records.js';
import { type Columns, insertRows, upsertRows } from '../../store/rows.js';
import type { WriteContext, Written } from './write-subjects.js';

const NOTICE: Columns = {
  subject_id: 'bigint',
  code: 'text',
  title: 'text',
  body: 'text',
  summary: 'text',
  author: 'text',
  provenance: 'text',
  image: 'text',
  url: 'text',
  category: 'text',
  document_number: 'text',
  document_type: 'text',
  issuer: 'text',
  issued_at: 'timestamptz',
  published_at: 'timestamptz',
  expires_at: 'timestamptz',
  withdrawn: 'boolean',
  unit: 'text',
  details: 'jsonb',
  project_code: 'text',
  total_investment: 'double precision',
  bids_close_at: 'timestamptz',
  search_text: 'text',
};
const ATTACHMENT: Columns = { notice_id: 'bigint', position: 'integer', name: 'text', file: 'text' };
const CATALOGUE: Columns = { code: 'text', name: 'text', field_code: 'text', field_name: 'text' };

export async function writeNotices({ client }: WriteContext, written: readonly Written[]): Promise<void> {
  const notices = written.flatMap(({ id, record }) => (record.kind === 'notice' ? [{ id, record }] : []));
  // An update keeps the notice's number: `number` is not among the columns.
  const rows = notices.map(({ id, record }) => ({
    subject_id: id,
    code: record.code,
    title: record.title,
    body: record.body,
    summary: record.summary,
    author: record.author,
    provenance: record.provenance,
    image: record.image,
    url: record.url,
    category: record.category,
    document_number: record.number,
    document_type: record.documentType,
    issuer: record.issuer,
    issued_at: record.issuedAt,
    published_at: record.publishedAt,
    expires_at: record.expiresAt,
    withdrawn: record.withdrawn ?? false,
    unit: record.unit,
    ...detailColumns(record.details),
    search_text: fold(
      [record.title, record.summary, record.number].filter((text) => text !== undefined).join(' '),
    ),
  }));
  await upsertRows(client, 'notice', 'subject_id', NOTICE, rows);
  await client.query('delete from notice_attachment where notice_id = any($1::bigint[])', [
    notices.map(({ id }) => id),
  ]);
  const attachments = notices.flatMap(({ id, record }) =>
    record.attachments.map(({ name, file }, position) => ({ notice_id: id, position, name, file })),
  );
  await insertRows(client, 'notice_attachment', ATTACHMENT, attachments);
}

/** The details whole, and the parts of them that lists are asked by. */
function detailColumns(details: NoticeDetails | undefined) {
  return {
    details,
    project_code: details?.investment?.code ?? details?.tender?.projectCode,
    total_investment: details?.investment?.totalInvestment,
    bids_close_at: details?.tender?.bidsCloseAt,
  };
}

/** Names as a portal's catalogue has them, whoever else describes the procedure: they win on the wire. */
export async function writeCatalogue(
  { client, now }: Pick<WriteContext, 'client' | 'now'>,
  portal: string,
  records: readonly ProcedureRecord[],
): Promise<void> {
  if (records.length === 0) return;
  const byCode = new Map(records.map((record) => [record.code, record]));
  const rows = [...byCode.values()]
    .sort((a, b) => (a.code < b.code ? -1 : 1))
    .map(({ code, name, fieldCode, fieldName }) => ({
      code,
      name,
      field_code: fieldCode,
      field_name: fieldName,
    }));
  const columns = Object.entries(CATALOGUE).map(([name, type]) => `${name} ${type}`);
  await client.query(
    `insert into catalogue_procedure (portal, code, name, field_code, field_name, read_at)
      select $1, code, name, field_code, field_name, $2 from jsonb_to_recordset($3::jsonb) as r(${columns.join(', ')})
      on conflict (portal, code) do update set name = excluded.name, field_code = excluded.field_code,
        field_name = excluded.field_name, read_at = excluded.read_at
      where (catalogue_procedure.name, catalogue_procedure.field_code, catalogue_procedure.field_name)
        is distinct from (excluded.name, excluded.field_code, excluded.field_name)`,
    [portal, now, JSON.stringify(rows)],
  );
}
