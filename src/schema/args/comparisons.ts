import { ArgsType, Field } from 'type-graphql';
import { type UnitFollow, UnitFollowEnum } from '../enums/catalogue.js';
import { DifferenceProblemEnum } from '../enums/comparison.js';
import { SubjectKindEnum, SyncStateEnum } from '../enums/operations.js';
import {
  type ComparisonOrder,
  ComparisonOrderEnum,
  type DifferenceOrder,
  DifferenceOrderEnum,
} from '../enums/orders.js';
import { DateTimeScalar } from '../scalars.js';
import { FOLLOW, PageArgs, WITHIN } from './page.js';

@ArgsType()
export class ComparisonsArgs extends PageArgs {
  @Field(() => ComparisonOrderEnum, {
    defaultValue: ComparisonOrderEnum.STARTED_DESC,
    description: 'Order.',
  })
  readonly orderBy!: ComparisonOrder;

  @Field(() => String, { nullable: true, description: 'Only of this source.' })
  readonly source?: string | null;

  @Field(() => [SyncStateEnum], { nullable: true, description: 'Only these states.' })
  readonly states?: string[] | null;
}

@ArgsType()
export class DifferencesArgs extends PageArgs {
  @Field(() => DifferenceOrderEnum, {
    defaultValue: DifferenceOrderEnum.LAST_FOUND_DESC,
    description: 'Order.',
  })
  readonly orderBy!: DifferenceOrder;

  @Field(() => String, { nullable: true, description: 'Only of this source.' })
  readonly source?: string | null;

  @Field(() => [DifferenceProblemEnum], { nullable: true, description: 'Only these.' })
  readonly problems?: string[] | null;

  @Field(() => SubjectKindEnum, { nullable: true, description: 'Only of this kind of record.' })
  readonly subjectKind?: string | null;

  @Field(() => String, { nullable: true, description: "Only of the record with this key, a dossier's code." })
  readonly subjectKey?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only open ones; false: only those that are closed.' })
  readonly open?: boolean | null;

  @Field(() => String, { nullable: true, description: `By the unit whose record it is. ${WITHIN}` })
  readonly unit?: string | null;

  @Field(() => UnitFollowEnum, { defaultValue: UnitFollowEnum.SUCCESSORS, description: FOLLOW })
  readonly follow!: UnitFollow;

  @Field(() => DateTimeScalar, { nullable: true, description: 'First found at this time or later.' })
  readonly foundFrom?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'First found before this time.' })
  readonly foundTo?: string | null;
}
