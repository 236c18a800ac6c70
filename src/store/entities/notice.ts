import { defineEntity, p } from '@mikro-orm/core';
import type { NoticeDetails } from '../../domain/notice-details.js';
import { Subject } from './subject.js';

export const Notice = defineEntity({
  name: 'Notice',
  tableName: 'notice',
  indexes: [
    {
      name: 'notice_published',
      expression: 'CREATE INDEX notice_published ON notice USING btree (published_at DESC, subject_id DESC)',
    },
    {
      name: 'notice_project',
      expression:
        'CREATE INDEX notice_project ON notice USING btree (project_code) WHERE (project_code IS NOT NULL)',
    },
    {
      name: 'notice_bids_close',
      expression:
        'CREATE INDEX notice_bids_close ON notice USING btree (bids_close_at) WHERE (bids_close_at IS NOT NULL)',
    },
    {
      name: 'notice_search',
      expression: 'CREATE INDEX notice_search ON notice USING gin (search_text gin_trgm_ops)',
    },
  ],
  properties: {
    subjectId: p
      .manyToOne(Subject)
      .mapToPk()
      .fieldName('subject_id')
      .foreignKeyName('notice_subject_id_fkey')
      .deleteRule('no action')
      .updateRule('no action')
      .primary(),
    number: p.integer().autoincrement().generated('identity').unique('notice_number_key'),
    code: p.text().collation('C').unique('notice_code_key'),
    title: p.text(),
    body: p.text(),
    summary: p.text().nullable(),
    author: p.text().nullable(),
    provenance: p.text().nullable(),
    image: p.text().nullable(),
    url: p.text().nullable(),
    category: p.text(),
    documentNumber: p.text().nullable().fieldName('document_number'),
    documentType: p.text().nullable().fieldName('document_type'),
    issuer: p.text().nullable(),
    issuedAt: p.datetime().columnType('timestamptz').nullable().fieldName('issued_at'),
    publishedAt: p.datetime().columnType('timestamptz').fieldName('published_at'),
    expiresAt: p.datetime().columnType('timestamptz').nullable().fieldName('expires_at'),
    withdrawn: p.boolean().defaultRaw('false'),
    unit: p.text().collation('C'),
    details: p.json<NoticeDetails>().nullable(),
    projectCode: p.text().collation('C').nullable().fieldName('project_code'),
    totalInvestment: p.double().nullable().fieldName('total_investment'),
    bidsCloseAt: p.datetime().columnType('timestamptz').nullable().fieldName('bids_close_at'),
    searchText: p.text().collation('C').fieldName('search_text'),
  },
});
