import { ArgsType, Field } from 'type-graphql';
import {
  ListingEnum,
  OnlineLevelEnum,
  ProcedureStatusEnum,
  type UnitFollow,
  UnitFollowEnum,
  UnitLevelEnum,
} from '../enums/catalogue.js';
import { type ProcedureOrder, ProcedureOrderEnum, type UnitOrder, UnitOrderEnum } from '../enums/orders.js';
import { DateTimeScalar } from '../scalars.js';
import { FOLLOW, PageArgs, SEARCH, WITHIN } from './page.js';
import { AS_OF_SHOWN } from './subjects.js';

@ArgsType()
export class ProceduresArgs extends PageArgs {
  @Field(() => ProcedureOrderEnum, { defaultValue: ProcedureOrderEnum.CODE_ASC, description: 'Order.' })
  readonly orderBy!: ProcedureOrder;

  @Field(() => String, { nullable: true, description: 'Only this code, with or without a suffix.' })
  readonly code?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only this field of administration (lĩnh vực), by its code.',
  })
  readonly field?: string | null;

  @Field(() => [ProcedureStatusEnum], { nullable: true, description: 'Only these statuses.' })
  readonly statuses?: string[] | null;

  @Field(() => [OnlineLevelEnum], { nullable: true, description: 'Only these levels of the online service.' })
  readonly onlineLevels?: string[] | null;

  @Field(() => [ListingEnum], {
    nullable: true,
    description: 'Only what is published and stands like this at the provincial portal.',
  })
  readonly listings?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only what this level carries out (cấp thực hiện), as the source names it: `XA`.',
  })
  readonly level?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only with a fee, or only without one.' })
  readonly hasFee?: boolean | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Only what was in force at this time by its own dates; what has none always is.',
  })
  readonly validAt?: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: `${AS_OF_SHOWN} Goes with \`code\` only.`,
  })
  readonly asOf?: string | null;

  @Field(() => String, { nullable: true, description: SEARCH })
  readonly search?: string | null;
}

@ArgsType()
export class UnitsArgs extends PageArgs {
  @Field(() => UnitOrderEnum, { defaultValue: UnitOrderEnum.CODE_ASC, description: 'Order.' })
  readonly orderBy!: UnitOrder;

  @Field(() => String, {
    nullable: true,
    description: 'Only the unit of this code; an older code finds it too.',
  })
  readonly code?: string | null;

  @Field(() => String, { nullable: true, description: WITHIN })
  readonly within?: string | null;

  @Field(() => UnitFollowEnum, { defaultValue: UnitFollowEnum.SUCCESSORS, description: FOLLOW })
  readonly follow!: UnitFollow;

  @Field(() => String, {
    nullable: true,
    description: 'Only of this administrative area (mã đơn vị hành chính).',
  })
  readonly adminCode?: string | null;

  @Field(() => [UnitLevelEnum], { nullable: true, description: 'Only these levels.' })
  readonly levels?: string[] | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Only units that were valid at this time.' })
  readonly validAt?: string | null;

  @Field(() => String, { nullable: true, description: SEARCH })
  readonly search?: string | null;
}
