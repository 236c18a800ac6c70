import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import { FOLLOW, WITHIN } from './args/page.js';
import { type UnitFollow, UnitFollowEnum } from './enums/catalogue.js';
import { CivilActEnum } from './enums/civil-status.js';

@ObjectType({
  description: 'How many registrations a unit made in a register in a month. Nothing of any person.',
})
export class CivilStatusCount {
  @Field(() => String, { description: "The unit's code." })
  readonly unitCode!: string;

  @Field(() => CivilActEnum, { description: 'Register.' })
  readonly act!: string;

  @Field(() => Int, { description: 'Year of registration.' })
  readonly year!: number;

  @Field(() => Int, {
    nullable: true,
    description:
      'Month, 1–12; null: only the year is known, or it is a recognition of a child and you may not read registrations.',
  })
  readonly month!: number | null;

  @Field(() => Int, { description: 'Registrations that stand.' })
  readonly registered!: number;

  @Field(() => Int, { description: 'Registrations that were revoked.' })
  readonly revoked!: number;
}

@ArgsType()
export class CivilStatusCountsArgs {
  @Field(() => [Int], { nullable: true, description: 'Years of registration; absent: the current one.' })
  readonly years?: number[] | null;

  @Field(() => [CivilActEnum], { nullable: true, description: 'Only of these registers.' })
  readonly acts?: string[] | null;

  @Field(() => String, { nullable: true, description: WITHIN })
  readonly unit?: string | null;

  @Field(() => UnitFollowEnum, { defaultValue: UnitFollowEnum.SUCCESSORS, description: FOLLOW })
  readonly follow!: UnitFollow;
}
