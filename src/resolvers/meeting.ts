import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import { Selection } from '../reads/engine/selection.js';
import { meetingsPage } from '../reads/meeting.js';
import { readUnitAttendance } from '../reads/unit-attendance.js';
import { AS_OF_SHOWN } from '../schema/args/subjects.js';
import {
  Meeting,
  MeetingConnection,
  MeetingFilterArgs,
  MeetingsArgs,
  UnitMeetingsArgs,
} from '../schema/meeting.js';
import { DateTimeScalar } from '../schema/scalars.js';
import { Unit } from '../schema/unit.js';
import { MeetingAttendanceArgs, UnitAttendance } from '../schema/unit-attendance.js';
import { byKey } from './by-key.js';
import { type Context, callerOf } from './context.js';
import { oneBy } from './one-by.js';

@Resolver()
export class MeetingResolver {
  @Query(() => MeetingConnection, {
    description: 'Online meetings (họp trực tuyến), session by session, the earliest first.',
  })
  meetings(
    @Ctx() context: Context,
    @Args(() => MeetingsArgs) args: MeetingsArgs,
    @Args(() => MeetingFilterArgs) filter: MeetingFilterArgs,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    const all = { ...args, ...filter };
    return context.services.reads.page(callerOf(context), meetingsPage, all, Selection.of(info));
  }

  @Query(() => Meeting, {
    nullable: true,
    description: 'One session, by its global id or by its code; null when there is none.',
  })
  meeting(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID, { nullable: true, description: 'Global id.' }) id?: string | null,
    @Arg('code', () => String, { nullable: true, description: 'Code.' }) code?: string | null,
    @Arg('asOf', () => DateTimeScalar, { nullable: true, description: AS_OF_SHOWN }) asOf?: string | null,
  ): Promise<unknown> {
    return oneBy(context, info, 'Meeting', { id, code }, asOf);
  }

  @Query(() => [UnitAttendance], {
    description:
      'How units came to the online meetings of a time (điểm danh), by unit; sessions that were cancelled aside.',
  })
  meetingAttendance(
    @Ctx() context: Context,
    @Args(() => MeetingAttendanceArgs) args: MeetingAttendanceArgs,
  ): Promise<UnitAttendance[]> {
    return readUnitAttendance(context.services.reads, callerOf(context), args);
  }
}

@Resolver(() => Unit)
export class UnitMeetingsResolver {
  @FieldResolver(() => [Meeting], {
    description:
      'Online meetings that it holds or is invited to, on the day of each; the latest begin first.',
  })
  meetings(
    @Root() root: object,
    @Info() info: GraphQLResolveInfo,
    @Args(() => UnitMeetingsArgs) _args: UnitMeetingsArgs,
  ): unknown {
    return byKey(root, info);
  }
}
