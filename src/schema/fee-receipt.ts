import { ArgsType, Field, Float, Int, ObjectType } from 'type-graphql';
import { SubjectArgs } from './args/subjects.js';
import { connectionOf } from './connection.js';
import { Dossier } from './dossier.js';
import { defineNames } from './enums/define.js';
import { defineOrder } from './enums/orders.js';
import { Node } from './node.js';
import { Procedure } from './procedure.js';
import { DateTimeScalar } from './scalars.js';
import { SubjectNode } from './subject-node.js';
import { Unit } from './unit.js';

export const ChargeKindEnum = defineNames('ChargeKind', 'Kind of charge (loại thu).', {
  PHI: 'Phí',
  LE_PHI: 'Lệ phí',
});

export const ChargeMethodEnum = defineNames('ChargeMethod', 'How it was paid (hình thức thu).', {
  CASH: 'Tiền mặt',
  TRANSFER: 'Chuyển khoản',
  CASH_OR_TRANSFER: 'Tiền mặt hoặc chuyển khoản (TM/CK) — the receipt does not say which',
  NATIONAL_GATEWAY: 'Nền tảng thanh toán quốc gia',
  LOCAL_GATEWAY: 'Cổng thanh toán của tỉnh',
});

export const PaymentStateEnum = defineNames('PaymentState', 'State of a payment (trạng thái thu).', {
  REQUESTED: 'Chờ nộp',
  PAID: 'Đã nộp',
  REFUNDED: 'Đã hoàn',
  CANCELLED: 'Đã hủy yêu cầu',
});

export const ReceiptStateEnum = defineNames('ReceiptState', 'State of a receipt (trạng thái biên lai).', {
  ISSUED: 'Đã lập',
  CANCELLED: 'Đã hủy',
  REPLACED: 'Đã bị thay thế',
});

@ObjectType({
  implements: Node,
  description: 'A receipt for a fee of the one-stop desk (biên lai phí, lệ phí), and its payment.',
})
export class FeeReceipt extends SubjectNode {
  @Field(() => String, { description: 'Code: form, series and number, parted by `|`.' })
  readonly code!: string;

  @Field(() => String, { description: 'Form (mẫu số).' })
  readonly formNo!: string;

  @Field(() => String, { description: 'Series (ký hiệu).' })
  readonly seriesNo!: string;

  @Field(() => String, { description: 'Number (số biên lai).' })
  readonly receiptNo!: string;

  @Field(() => String, { nullable: true, description: 'Code of the dossier that it is for.' })
  readonly dossierCode!: string | null;

  @Field(() => Dossier, { nullable: true, description: 'The dossier, when it is known here.' })
  readonly dossier!: Dossier | null;

  @Field(() => String, { nullable: true, description: 'Code of the procedure.' })
  readonly procedureCode!: string | null;

  @Field(() => Procedure, { nullable: true, description: 'The procedure, when it is known here.' })
  readonly procedure!: Procedure | null;

  @Field(() => Unit, { nullable: true, description: 'Who collects; null when it is not in the unit table.' })
  readonly unit!: Unit | null;

  @Field(() => ChargeKindEnum, { description: 'Phí or lệ phí.' })
  readonly charge!: string;

  @Field(() => String, { nullable: true, description: 'Name of the charge.' })
  readonly name!: string | null;

  @Field(() => Float, { nullable: true, description: 'Whole đồng; 0: exempt; null: not known.' })
  readonly amount!: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether nothing is due; null: not known.' })
  readonly exempt!: boolean | null;

  @Field(() => ChargeMethodEnum, { description: 'How it is paid.' })
  readonly method!: string;

  @Field(() => String, { nullable: true, description: 'Number of the transaction.' })
  readonly transaction!: string | null;

  @Field(() => PaymentStateEnum, { description: 'State of the payment.' })
  readonly payment!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was paid.' })
  readonly paidAt!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was paid back.' })
  readonly refundedAt!: string | null;

  @Field(() => Float, { nullable: true, description: 'What was paid back, whole đồng.' })
  readonly refunded!: number | null;

  @Field(() => String, { nullable: true, description: 'Why. Masked without the scope `personal`.' })
  readonly refundReason!: string | null;

  @Field(() => ReceiptStateEnum, { description: 'State of the receipt.' })
  readonly state!: string;

  @Field(() => DateTimeScalar, { description: 'When it was made out.' })
  readonly issuedAt!: string;

  @Field(() => String, { nullable: true, description: 'Code of the receipt in its place.' })
  readonly replacedByCode!: string | null;

  @Field(() => FeeReceipt, { nullable: true, description: 'That receipt, when it is known here.' })
  readonly replacedBy!: FeeReceipt | null;

  @Field(() => String, { nullable: true, description: 'Who paid. Masked without the scope `personal`.' })
  readonly payer!: string | null;
}

export const FeeReceiptConnection = connectionOf('FeeReceipt', 'receipts (biên lai)', FeeReceipt);

export const FeeReceiptOrderEnum = defineOrder('FeeReceiptOrder', 'receipts', {
  ISSUED: 'Ngày lập',
  CODE: 'Mã biên lai',
  CHANGED: 'Lần thay đổi ở nguồn',
});

@ArgsType()
export class ReceiptsArgs extends SubjectArgs {
  @Field(() => FeeReceiptOrderEnum, { defaultValue: FeeReceiptOrderEnum.ISSUED_DESC, description: 'Order.' })
  readonly orderBy!: keyof typeof FeeReceiptOrderEnum;
}

/** What the list of receipts, those of a unit and totals can be narrowed by. */
@ArgsType()
export class ReceiptFilterArgs {
  @Field(() => DateTimeScalar, { nullable: true, description: 'Made out at this time or later.' })
  readonly issuedFrom?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Made out before this time.' })
  readonly issuedTo?: string | null;

  @Field(() => [ReceiptStateEnum], { nullable: true, description: 'Only in one of these states.' })
  readonly states?: string[] | null;

  @Field(() => [PaymentStateEnum], {
    nullable: true,
    description: 'Only with the payment in one of these states.',
  })
  readonly payments?: string[] | null;

  @Field(() => [ChargeMethodEnum], { nullable: true, description: 'Only paid in one of these ways.' })
  readonly methods?: string[] | null;

  @Field(() => ChargeKindEnum, { nullable: true, description: 'Only phí, or only lệ phí.' })
  readonly charge?: string | null;

  @Field(() => String, { nullable: true, description: 'Only of this procedure.' })
  readonly procedure?: string | null;

  @Field(() => String, { nullable: true, description: 'Only for the dossier with this code.' })
  readonly dossier?: string | null;
}

@ArgsType()
export class UnitReceiptsArgs extends ReceiptFilterArgs {
  @Field(() => Int, { defaultValue: 20, description: 'At most this many, 1–100; the latest first.' })
  readonly first!: number;
}
