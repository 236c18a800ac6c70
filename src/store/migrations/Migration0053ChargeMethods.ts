import { Migration } from '@mikro-orm/migrations';

const METHODS = "'CASH', 'TRANSFER', 'CASH_OR_TRANSFER', 'NATIONAL_GATEWAY', 'LOCAL_GATEWAY'";

/** Receipts that leave open how was paid (`TM/CK`). */
export class Migration0053ChargeMethods extends Migration {
  override up(): void {
    this.addSql(`
alter table fee_receipt drop constraint fee_receipt_method_check;
alter table fee_receipt add constraint fee_receipt_method_check check (method in (${METHODS}));
`);
  }

  override down(): void {
    this.addSql(`
alter table fee_receipt drop constraint fee_receipt_method_check;
alter table fee_receipt add constraint fee_receipt_method_check
  check (method in ('CASH', 'TRANSFER', 'NATIONAL_GATEWAY', 'LOCAL_GATEWAY'));
`);
  }
}
