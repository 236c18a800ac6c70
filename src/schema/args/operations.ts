import { ArgsType, Field } from 'type-graphql';
import { type UnitFollow, UnitFollowEnum } from '../enums/catalogue.js';
import { LaneStateEnum } from '../enums/delivery.js';
import { QuarantineStateEnum, SubjectKindEnum, SyncStateEnum } from '../enums/operations.js';
import {
  type LaneOrder,
  LaneOrderEnum,
  type QuarantineOrder,
  QuarantineOrderEnum,
  type ReplayOrder,
  ReplayOrderEnum,
  type SyncRunOrder,
  SyncRunOrderEnum,
} from '../enums/orders.js';
import { DateTimeScalar } from '../scalars.js';
import { FOLLOW, PageArgs, WITHIN } from './page.js';

@ArgsType()
export class LanesArgs extends PageArgs {
  @Field(() => LaneOrderEnum, { defaultValue: LaneOrderEnum.CREATED_DESC, description: 'Order.' })
  readonly orderBy!: LaneOrder;

  @Field(() => String, { nullable: true, description: 'Only this portal.' })
  readonly portal?: string | null;

  @Field(() => [LaneStateEnum], { nullable: true, description: 'Only these states.' })
  readonly states?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Only lanes that wait for this reason.' })
  readonly waitReason?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only lanes from which something may leave now.' })
  readonly ready?: boolean | null;

  @Field(() => SubjectKindEnum, { nullable: true, description: 'Only lanes of this kind of subject.' })
  readonly subjectKind?: string | null;

  @Field(() => String, { nullable: true, description: 'Only lanes of the dossier or notice with this code.' })
  readonly subjectKey?: string | null;

  @Field(() => String, { nullable: true, description: `By the unit whose account sends. ${WITHIN}` })
  readonly unit?: string | null;

  @Field(() => UnitFollowEnum, { defaultValue: UnitFollowEnum.SUCCESSORS, description: FOLLOW })
  readonly follow!: UnitFollow;
}

@ArgsType()
export class SyncRunsArgs extends PageArgs {
  @Field(() => SyncRunOrderEnum, { defaultValue: SyncRunOrderEnum.STARTED_DESC, description: 'Order.' })
  readonly orderBy!: SyncRunOrder;

  @Field(() => String, { nullable: true, description: 'Only this source.' })
  readonly source?: string | null;

  @Field(() => [SyncStateEnum], { nullable: true, description: 'Only these states.' })
  readonly states?: string[] | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Started at this time or later.' })
  readonly startedFrom?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Started before this time.' })
  readonly startedTo?: string | null;
}

@ArgsType()
export class ReplaysArgs extends PageArgs {
  @Field(() => ReplayOrderEnum, { defaultValue: ReplayOrderEnum.REQUESTED_DESC, description: 'Order.' })
  readonly orderBy!: ReplayOrder;
}

@ArgsType()
export class QuarantineArgs extends PageArgs {
  @Field(() => QuarantineOrderEnum, {
    defaultValue: QuarantineOrderEnum.LAST_SEEN_DESC,
    description: 'Order.',
  })
  readonly orderBy!: QuarantineOrder;

  @Field(() => String, { nullable: true, description: 'Only this source.' })
  readonly source?: string | null;

  @Field(() => [QuarantineStateEnum], { nullable: true, description: 'Only these states.' })
  readonly states?: string[] | null;

  @Field(() => SubjectKindEnum, { nullable: true, description: 'Only this kind of record.' })
  readonly kind?: string | null;

  @Field(() => String, { nullable: true, description: "Only records with this key, a dossier's code." })
  readonly key?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only records with a problem of this code, `UNKNOWN_UNIT`.',
  })
  readonly problem?: string | null;
}
