import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import { BudgetFormArgs } from './args/budget.js';
import { SubjectArgs } from './args/subjects.js';
import { BudgetLine } from './budget-line.js';
import { connectionOf } from './connection.js';
import {
  BudgetDisclosureOrderEnum,
  BudgetPeriodEnum,
  DisclosurePartEnum,
  DisclosureStateEnum,
} from './enums/budget.js';
import { Node } from './node.js';
import { DateScalar, DateTimeScalar } from './scalars.js';
import { SubjectNode } from './subject-node.js';
import { Unit } from './unit.js';

@ObjectType({ description: 'A file of a disclosure package (tệp đính kèm).' })
export class DisclosureFile {
  @Field(() => DisclosurePartEnum, { description: 'What it is.' })
  readonly part!: string;

  @Field(() => String, { description: 'Name.' })
  readonly name!: string;

  @Field(() => String, { description: 'Where it is.' })
  readonly url!: string;
}

@ObjectType({
  implements: Node,
  description:
    'A form with its decision and explanation, as it is made public (hồ sơ công khai ngân sách). Drafts are for their unit.',
})
export class BudgetDisclosure extends SubjectNode {
  @Field(() => String, { description: 'Key: budget unit, year, period, form and revision.' })
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

  @Field(() => Int, { description: 'From 1; a correction is the next one (lần công khai).' })
  readonly revision!: number;

  @Field(() => DisclosureStateEnum, { description: 'State.' })
  readonly state!: string;

  @Field(() => String, { nullable: true, description: 'Number of the decision (số quyết định).' })
  readonly decisionNumber!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day of the decision.' })
  readonly decisionDate!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was published; null: it was not.' })
  readonly publishedAt!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was withdrawn.' })
  readonly withdrawnAt!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was corrected or withdrawn (lý do).' })
  readonly reason!: string | null;

  @Field(() => String, { nullable: true, description: 'Where it is published (đường dẫn).' })
  readonly url!: string | null;

  @Field(() => String, { nullable: true, description: 'Explanation (thuyết minh).' })
  readonly explanation!: string | null;

  @Field(() => [DisclosureFile], { description: 'Files.' })
  readonly files!: DisclosureFile[];

  @Field(() => [BudgetLine], { description: 'Lines of the form, as they are known today.' })
  readonly lines!: BudgetLine[];
}

export const BudgetDisclosureConnection = connectionOf(
  'BudgetDisclosure',
  'disclosure packages (hồ sơ công khai)',
  BudgetDisclosure,
);

@ArgsType()
export class BudgetDisclosuresArgs extends SubjectArgs {
  @Field(() => BudgetDisclosureOrderEnum, {
    defaultValue: BudgetDisclosureOrderEnum.CODE_ASC,
    description: 'Order.',
  })
  readonly orderBy!: keyof typeof BudgetDisclosureOrderEnum;

  @Field(() => [DisclosureStateEnum], { nullable: true, description: 'Only in one of these states.' })
  readonly states?: string[] | null;
}

@ArgsType()
export class UnitDisclosuresArgs extends BudgetFormArgs {
  @Field(() => Int, { defaultValue: 20, description: 'At most this many, 1–100; the newest year first.' })
  readonly first!: number;
}

@ArgsType()
export class DisclosureLinesArgs {
  @Field(() => Int, { defaultValue: 50, description: 'At most this many, 1–100; in the order of the form.' })
  readonly first!: number;
}
