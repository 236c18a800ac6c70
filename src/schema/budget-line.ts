import { ArgsType, Field, Float, Int, ObjectType } from 'type-graphql';
import { BudgetFilterArgs } from './args/budget.js';
import { SubjectArgs } from './args/subjects.js';
import { connectionOf } from './connection.js';
import { BudgetLevelEnum, BudgetLineOrderEnum, BudgetPeriodEnum, BudgetStageEnum } from './enums/budget.js';
import { Node } from './node.js';
import { DateScalar, DateTimeScalar } from './scalars.js';
import { SubjectNode } from './subject-node.js';
import { Unit } from './unit.js';

@ObjectType({
  implements: Node,
  description:
    'A row of a budget form in one of its columns (chỉ tiêu ngân sách). Drafts are for their unit.',
})
export class BudgetLine extends SubjectNode {
  @Field(() => String, { description: 'Key: budget unit, year, period, form, stage, column and row.' })
  readonly code!: string;

  @Field(() => String, { description: 'Code of the unit that uses the budget (mã ĐVQHNS).' })
  readonly budgetUnitCode!: string;

  @Field(() => Unit, { nullable: true, description: 'Whose it is; null when it is not in the unit table.' })
  readonly unit!: Unit | null;

  @Field(() => Int, { description: 'Budget year (năm ngân sách).' })
  readonly year!: number;

  @Field(() => BudgetPeriodEnum, { description: 'What the form is about, from 1 January.' })
  readonly period!: string;

  @Field(() => String, { description: 'Form (biểu mẫu): `95/CK-NSNN`, `M02/TT61`.' })
  readonly formCode!: string;

  @Field(() => BudgetStageEnum, { description: 'What the column tells of.' })
  readonly stage!: string;

  @Field(() => String, { description: "The column's name as the form has it." })
  readonly column!: string;

  @Field(() => String, { description: "The row's name (chỉ tiêu)." })
  readonly rowLabel!: string;

  @Field(() => String, { description: 'Marks of the row and of those it is a part of: `I/1/1.1`.' })
  readonly rowPath!: string;

  @Field(() => Int, { nullable: true, description: "The row's place in the form, from 1." })
  readonly position!: number | null;

  @Field(() => BudgetLine, { nullable: true, description: 'The row that it is a part of.' })
  readonly parent!: BudgetLine | null;

  @Field(() => [BudgetLine], { description: 'Rows straight below it, in the same column.' })
  readonly children!: BudgetLine[];

  @Field(() => Boolean, { description: 'Whether other rows add up to it: never to be added to them.' })
  readonly isTotal!: boolean;

  @Field(() => Boolean, {
    description: 'Whether it stands under "trong đó": shown beside other parts, and not added.',
  })
  readonly isOfWhich!: boolean;

  @Field(() => String, { nullable: true, description: 'Chapter (chương), three digits.' })
  readonly chapter!: string | null;

  @Field(() => BudgetLevelEnum, {
    nullable: true,
    description: 'What the chapter meant in the budget year.',
  })
  readonly chapterLevel!: string | null;

  @Field(() => String, { nullable: true, description: 'Section (loại), three digits.' })
  readonly section!: string | null;

  @Field(() => String, { nullable: true, description: 'Group (khoản), three digits.' })
  readonly group!: string | null;

  @Field(() => String, { nullable: true, description: 'Item (mục), four digits.' })
  readonly item!: string | null;

  @Field(() => String, { nullable: true, description: 'Sub-item (tiểu mục), four digits.' })
  readonly subItem!: string | null;

  @Field(() => Float, { nullable: true, description: 'Amount in `unitLabel`; null is not 0.' })
  readonly amount!: number | null;

  @Field(() => String, { nullable: true, description: 'In what the form counts (đơn vị tính).' })
  readonly unitLabel!: string | null;

  @Field(() => Float, { nullable: true, description: 'Amount in whole đồng.' })
  readonly amountVnd!: number | null;

  @Field(() => Float, { nullable: true, description: 'Per cent.' })
  readonly percent!: number | null;

  @Field(() => Float, { nullable: true, description: 'Sum of the rows straight below it, đồng.' })
  readonly partsVnd!: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it is the sum of the rows straight below it, rounding aside; null: cannot be told.',
  })
  readonly addsUp!: boolean | null;

  @Field(() => String, { nullable: true, description: 'Number of the decision (số quyết định).' })
  readonly decisionNumber!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day of the decision.' })
  readonly decisionDate!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was published; null: a draft.' })
  readonly publishedAt!: string | null;
}

export const BudgetLineConnection = connectionOf(
  'BudgetLine',
  'budget lines (chỉ tiêu ngân sách)',
  BudgetLine,
);

@ArgsType()
export class BudgetLinesArgs extends SubjectArgs {
  @Field(() => BudgetLineOrderEnum, { defaultValue: BudgetLineOrderEnum.ROW_ASC, description: 'Order.' })
  readonly orderBy!: keyof typeof BudgetLineOrderEnum;

  @Field(() => Boolean, { nullable: true, description: 'Only totals, or only what is none.' })
  readonly totals?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Only what is, or is not, the sum of its parts.' })
  readonly addsUp?: boolean | null;
}

@ArgsType()
export class UnitBudgetLinesArgs extends BudgetFilterArgs {
  @Field(() => Int, { defaultValue: 20, description: 'At most this many, 1–100; the newest year first.' })
  readonly first!: number;
}
