import { ArgsType, Field, Float, Int, ObjectType } from 'type-graphql';
import { FOLLOW, WITHIN } from './args/page.js';
import { type UnitFollow, UnitFollowEnum } from './enums/catalogue.js';
import { defineNames } from './enums/define.js';
import { ChargeKindEnum, ChargeMethodEnum, ReceiptFilterArgs } from './fee-receipt.js';

export const FeeGroupEnum = defineNames('FeeGroup', 'What fees are taken apart by (phân tổ).', {
  UNIT: 'Đơn vị thu',
  MONTH: 'Tháng lập biên lai',
  PROCEDURE: 'Thủ tục',
  CHARGE: 'Phí hay lệ phí',
  METHOD: 'Hình thức thu',
});
export type FeeGroup = keyof typeof FeeGroupEnum;

@ObjectType({
  description: 'Fees by receipts that stand: what was cancelled or replaced is counted apart, and in no sum.',
})
export class FeeTotal {
  @Field(() => String, { nullable: true, description: 'Unit, when taken apart by it.' })
  readonly unitCode?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Month in Vietnam, `2025-08`, when taken apart by it.',
  })
  readonly month?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Procedure, when taken apart by it; null: none given.',
  })
  readonly procedureCode?: string | null;

  @Field(() => ChargeKindEnum, { nullable: true, description: 'Kind, when taken apart by it.' })
  readonly charge?: string | null;

  @Field(() => ChargeMethodEnum, { nullable: true, description: 'Way, when taken apart by it.' })
  readonly method?: string | null;

  @Field(() => Int, { description: 'Receipts that stand.' })
  readonly receipts!: number;

  @Field(() => Float, { description: 'Paid, đồng, what was paid back later with it.' })
  readonly collected!: number;

  @Field(() => Float, { description: 'Paid back, đồng.' })
  readonly refunded!: number;

  @Field(() => Float, { description: 'What stays: paid less paid back.' })
  readonly net!: number;

  @Field(() => Int, { description: 'Of the receipts, those of which nothing is due.' })
  readonly exempt!: number;

  @Field(() => Int, { description: 'Of the receipts, those without an amount: not 0, and in no sum.' })
  readonly unknown!: number;

  @Field(() => Int, {
    description: 'Of the receipts, those not paid yet, or whose request was cancelled: in no sum.',
  })
  readonly waiting!: number;

  @Field(() => Int, { description: 'Receipts beside these that were cancelled or replaced.' })
  readonly setAside!: number;
}

@ArgsType()
export class FeeTotalsArgs extends ReceiptFilterArgs {
  @Field(() => [FeeGroupEnum], { defaultValue: [FeeGroupEnum.UNIT], description: 'Taken apart by these.' })
  readonly by!: FeeGroup[];

  @Field(() => String, { nullable: true, description: WITHIN })
  readonly unit?: string | null;

  @Field(() => UnitFollowEnum, { defaultValue: UnitFollowEnum.SUCCESSORS, description: FOLLOW })
  readonly follow!: UnitFollow;
}
