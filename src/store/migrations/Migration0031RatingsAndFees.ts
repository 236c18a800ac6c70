import { Migration } from '@mikro-orm/migrations';

/** Receipts for fees (biên lai phí, lệ phí) and ratings of dossiers (đánh giá hài lòng). */
export class Migration0031RatingsAndFees extends Migration {
  override up(): void {
    this.addSql(`
create table fee_receipt (
  subject_id bigint primary key references subject,
  code text collate "C" not null unique,
  form_no text not null,
  series_no text not null,
  receipt_no text not null,
  dossier text collate "C",
  procedure text collate "C",
  unit text collate "C" not null,
  charge text not null check (charge in ('PHI', 'LE_PHI')),
  name text,
  amount bigint check (amount >= 0),
  method text not null check (method in ('CASH', 'TRANSFER', 'NATIONAL_GATEWAY', 'LOCAL_GATEWAY')),
  transaction text collate "C",
  payment text not null check (payment in ('REQUESTED', 'PAID', 'REFUNDED', 'CANCELLED')),
  paid_at timestamptz,
  refunded_at timestamptz,
  refunded bigint check (refunded >= 0),
  refund_reason bytea,
  state text not null check (state in ('ISSUED', 'CANCELLED', 'REPLACED')),
  issued_at timestamptz not null,
  replaced_by text collate "C",
  payer bytea,
  search_text text collate "C" not null
);
comment on column fee_receipt.refund_reason is 'sealed';
comment on column fee_receipt.payer is 'sealed';
create index fee_receipt_unit on fee_receipt (unit);
create index fee_receipt_dossier on fee_receipt (dossier);
create index fee_receipt_issued on fee_receipt (issued_at, subject_id);
create index fee_receipt_search on fee_receipt using gin (search_text gin_trgm_ops);

create table rating (
  subject_id bigint primary key references subject,
  code text collate "C" not null unique,
  dossier text collate "C" not null,
  rating_kind text collate "C" not null check (rating_kind in ('RECEPTION', 'HANDLING', 'RESULT', 'OVERALL')),
  rated_at timestamptz not null,
  score smallint not null check (score between 1 and 3),
  channel text check (channel in ('KIOSK', 'WEB', 'PHONE')),
  comment bytea,
  unit text collate "C" not null,
  procedure text collate "C",
  search_text text collate "C" not null
);
comment on column rating.comment is 'sealed';
create index rating_unit on rating (unit);
create index rating_dossier on rating (dossier, rating_kind, rated_at);
create index rating_rated on rating (rated_at, subject_id);
create index rating_search on rating using gin (search_text gin_trgm_ops);
`);
  }

  override down(): void {
    this.addSql('drop table rating, fee_receipt;');
  }
}
