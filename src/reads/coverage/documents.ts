import { sql } from 'kysely';
import type { Measure } from './measure.js';

/**
 * Each unit's documents by themselves: one that several received is handled several times. What was revoked or deleted is no document any more, nor is
 * what only a status is known of; a document that came on paper and was scanned is not handled online.
 */
export const documentsOnline: Measure = {
  code: 'DOCUMENTS_ONLINE',
  label: 'Tỷ lệ văn bản đi, đến được xử lý trên môi trường mạng',
  labelEn: 'Share of documents, in and out, handled online',
  target: 100,
  permission: 'documents.read',
  byUnit: true,
  count: (limit) => sql`select count(*) filter (where d.online) as part, count(*) as whole
    from document d
    where d.deleted_at is null and d.direction is not null and d.state <> 'REVOKED' and ${limit(sql.ref('d.unit'))}`,
};
