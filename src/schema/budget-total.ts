import { ArgsType, Field, Float, Int, ObjectType } from 'type-graphql';
import { BudgetFilterArgs } from './args/budget.js';
import { FOLLOW, WITHIN } from './args/page.js';
import { BudgetGroupEnum, BudgetPeriodEnum, BudgetStageEnum } from './enums/budget.js';
import { type UnitFollow, UnitFollowEnum } from './enums/catalogue.js';

export type BudgetGroup = keyof typeof BudgetGroupEnum;

@ObjectType({
  description:
    'A sum of rows that no other row is the sum of, within one year, period, stage, form and column.',
})
export class BudgetTotal {
  @Field(() => Int, { description: 'Budget year.' })
  readonly year!: number;

  @Field(() => BudgetPeriodEnum, { description: 'Period, from 1 January.' })
  readonly period!: string;

  @Field(() => BudgetStageEnum, { description: 'Stage.' })
  readonly stage!: string;

  @Field(() => String, { description: 'Form.' })
  readonly formCode!: string;

  @Field(() => String, { description: 'Column.' })
  readonly column!: string;

  @Field(() => String, { nullable: true, description: 'Mark of the topmost row, when taken apart by it.' })
  readonly topRow?: string | null;

  @Field(() => String, { nullable: true, description: 'Budget unit, when taken apart by it.' })
  readonly budgetUnitCode?: string | null;

  @Field(() => String, { nullable: true, description: 'Chapter, when taken apart by it; null: none given.' })
  readonly chapter?: string | null;

  @Field(() => String, { nullable: true, description: 'Section, when taken apart by it; null: none given.' })
  readonly section?: string | null;

  @Field(() => String, { nullable: true, description: 'Item, when taken apart by it; null: none given.' })
  readonly item?: string | null;

  @Field(() => Float, { nullable: true, description: 'Đồng; null when no row of it has an amount.' })
  readonly amountVnd!: number | null;

  @Field(() => Int, { description: 'Rows that were added.' })
  readonly lines!: number;

  @Field(() => Int, { description: 'Of these, rows without an amount: not 0, and not in the sum.' })
  readonly unknown!: number;

  @Field(() => Int, { description: 'Rows that were not added: totals, and those under "trong đó".' })
  readonly setAside!: number;
}

@ArgsType()
export class BudgetTotalsArgs extends BudgetFilterArgs {
  @Field(() => [BudgetGroupEnum], {
    defaultValue: [BudgetGroupEnum.TOP_ROW],
    description:
      'Taken apart by these, beside year, period, stage, form and column, which are never added up.',
  })
  readonly by!: BudgetGroup[];

  @Field(() => String, { nullable: true, description: WITHIN })
  readonly unit?: string | null;

  @Field(() => UnitFollowEnum, { defaultValue: UnitFollowEnum.SUCCESSORS, description: FOLLOW })
  readonly follow!: UnitFollow;
}
