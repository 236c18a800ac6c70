import { Migration } from '@mikro-orm/migrations';

/**
 * What notices of each section say beyond title and body (domain/notice-details.ts, one object by the name of its set), and the parts
 * of it that lists are asked by.
 */
export class Migration0014NoticeDetails extends Migration {
  override up(): void {
    this.addSql(`
alter table notice
  add column details jsonb,
  add column project_code text collate "C",
  add column total_investment double precision,
  add column bids_close_at timestamptz;
create index notice_project on notice (project_code) where project_code is not null;
create index notice_bids_close on notice (bids_close_at) where bids_close_at is not null;
`);
  }

  override down(): void {
    this.addSql(`
alter table notice drop column details, drop column project_code, drop column total_investment, drop column bids_close_at;
`);
  }
}
