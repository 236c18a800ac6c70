import { ArgsType, Field } from 'type-graphql';
import { type UnitFollow, UnitFollowEnum } from '../enums/catalogue.js';
import { DateTimeScalar } from '../scalars.js';
import { FOLLOW, PageArgs, SEARCH, WITHIN } from './page.js';

export const AS_OF_SHOWN =
  'As the hub held it at this time. Of today stay units and what else it is related with.';

export const PURPOSE =
  'What finding somebody by `personalId` is for, 1–300 letters: required beside it, kept with who asked and when (mục đích khai thác).';

/** What lists of everything that is shown and not carried to portals can be narrowed by. */
@ArgsType()
export abstract class SubjectArgs extends PageArgs {
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: `${AS_OF_SHOWN} Goes with orders and filters only that do not change in time.`,
  })
  readonly asOf?: string | null;

  @Field(() => String, { nullable: true, description: WITHIN })
  readonly unit?: string | null;

  @Field(() => UnitFollowEnum, { defaultValue: UnitFollowEnum.SUCCESSORS, description: FOLLOW })
  readonly follow!: UnitFollow;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Changed at the source at this time or later.',
  })
  readonly changedFrom?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Changed at the source before this time.' })
  readonly changedTo?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it was deleted at the source; absent: both.',
  })
  readonly deleted?: boolean | null;

  @Field(() => String, { nullable: true, description: SEARCH })
  readonly search?: string | null;
}
