import { ArgsType, Field, Int } from 'type-graphql';
import { BudgetPeriodEnum, BudgetStageEnum } from '../enums/budget.js';

/** Whose forms, and of when. */
@ArgsType()
export abstract class BudgetFormArgs {
  @Field(() => [Int], { nullable: true, description: 'Only these budget years.' })
  readonly years?: number[] | null;

  @Field(() => [BudgetPeriodEnum], { nullable: true, description: 'Only these periods.' })
  readonly periods?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Only these forms.' })
  readonly forms?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Only this budget unit (mã ĐVQHNS).' })
  readonly budgetUnitCode?: string | null;
}

/** What lists and totals of lines can be narrowed by. */
@ArgsType()
export class BudgetFilterArgs extends BudgetFormArgs {
  @Field(() => [BudgetStageEnum], { nullable: true, description: 'Only these stages.' })
  readonly stages?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Only these chapters.' })
  readonly chapters?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it is published; absent: both.' })
  readonly published?: boolean | null;
}
