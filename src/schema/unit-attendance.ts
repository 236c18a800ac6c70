import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import { FOLLOW, WITHIN } from './args/page.js';
import { type UnitFollow, UnitFollowEnum } from './enums/catalogue.js';
import { DateTimeScalar } from './scalars.js';

@ObjectType({ description: 'How a unit came to the online meetings of a time (điểm danh theo đơn vị).' })
export class UnitAttendance {
  @Field(() => String, { description: 'The unit on the day of the session.' })
  readonly unitCode!: string;

  @Field(() => Int, { description: 'Sessions of which its attendance is told.' })
  readonly meetings!: number;

  @Field(() => Int, { description: 'Asked to come, where that is told.' })
  readonly invited!: number;

  @Field(() => Int, { description: 'Came, in all.' })
  readonly attended!: number;

  @Field(() => Int, { description: 'Of these, came where it is not told how many were asked.' })
  readonly unknown!: number;
}

@ArgsType()
export class MeetingAttendanceArgs {
  @Field(() => DateTimeScalar, { nullable: true, description: 'Sessions that begin at this time or later.' })
  readonly from?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Sessions that begin before this time.' })
  readonly to?: string | null;

  @Field(() => String, { nullable: true, description: WITHIN })
  readonly unit?: string | null;

  @Field(() => UnitFollowEnum, { defaultValue: UnitFollowEnum.SUCCESSORS, description: FOLLOW })
  readonly follow!: UnitFollow;
}
