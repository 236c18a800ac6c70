import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import { FOLLOW, WITHIN } from './args/page.js';
import { BudgetPeriodEnum, DueFromEnum, DueStandingEnum } from './enums/budget.js';
import { type UnitFollow, UnitFollowEnum } from './enums/catalogue.js';
import { DateScalar } from './scalars.js';

@ObjectType({
  description:
    'A form that a unit has to make public, and until when (hạn công khai). Which forms, and how many days: the table `disclosure_rule`.',
})
export class DisclosureDue {
  @Field(() => String, { description: 'Budget unit (mã ĐVQHNS).' })
  readonly budgetUnitCode!: string;

  @Field(() => String, { description: "The unit's code." })
  readonly unitCode!: string;

  @Field(() => Int, { description: 'Budget year.' })
  readonly year!: number;

  @Field(() => BudgetPeriodEnum, { description: 'Period, from 1 January.' })
  readonly period!: string;

  @Field(() => String, { description: 'Form.' })
  readonly formCode!: string;

  @Field(() => DueFromEnum, { description: 'From when the days are counted.' })
  readonly countedFrom!: string;

  @Field(() => DateScalar, { description: 'The last day.' })
  readonly dueOn!: string;

  @Field(() => DateScalar, { nullable: true, description: 'The day on which it was first published.' })
  readonly publishedOn!: string | null;

  @Field(() => DueStandingEnum, { description: 'How it stands today.' })
  readonly standing!: keyof typeof DueStandingEnum;

  @Field(() => Int, {
    nullable: true,
    description: 'Days after the due day, until it was published or today.',
  })
  readonly daysLate!: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Code of the newest package of it; null: none is known.',
  })
  readonly disclosureCode!: string | null;
}

@ArgsType()
export class DisclosureDuesArgs {
  @Field(() => [Int], { nullable: true, description: 'Budget years; absent: the current one.' })
  readonly years?: number[] | null;

  @Field(() => String, { nullable: true, description: WITHIN })
  readonly unit?: string | null;

  @Field(() => UnitFollowEnum, { defaultValue: UnitFollowEnum.SUCCESSORS, description: FOLLOW })
  readonly follow!: UnitFollow;

  @Field(() => [DueStandingEnum], { nullable: true, description: 'Only what stands like this.' })
  readonly standings?: string[] | null;
}
