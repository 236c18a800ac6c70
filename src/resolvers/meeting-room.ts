import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import { Selection } from '../reads/engine/selection.js';
import { meetingRoomsPage } from '../reads/meeting-room.js';
import { AS_OF_SHOWN } from '../schema/args/subjects.js';
import {
  MeetingRoom,
  MeetingRoomConnection,
  MeetingRoomsArgs,
  UnitMeetingRoomsArgs,
} from '../schema/meeting-room.js';
import { DateTimeScalar } from '../schema/scalars.js';
import { Unit } from '../schema/unit.js';
import { byKey } from './by-key.js';
import { type Context, callerOf } from './context.js';
import { oneBy } from './one-by.js';

@Resolver()
export class MeetingRoomResolver {
  @Query(() => MeetingRoomConnection, {
    description: 'Rooms that are equipped for online meetings (điểm cầu), by code.',
  })
  meetingRooms(
    @Ctx() context: Context,
    @Args(() => MeetingRoomsArgs) args: MeetingRoomsArgs,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    return context.services.reads.page(callerOf(context), meetingRoomsPage, args, Selection.of(info));
  }

  @Query(() => MeetingRoom, {
    nullable: true,
    description: 'One room, by its global id or by its code; null when there is none.',
  })
  meetingRoom(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID, { nullable: true, description: 'Global id.' }) id?: string | null,
    @Arg('code', () => String, { nullable: true, description: 'Code (mã điểm cầu).' }) code?: string | null,
    @Arg('asOf', () => DateTimeScalar, { nullable: true, description: AS_OF_SHOWN }) asOf?: string | null,
  ): Promise<unknown> {
    return oneBy(context, info, 'MeetingRoom', { id, code }, asOf);
  }
}

@Resolver(() => Unit)
export class UnitMeetingRoomsResolver {
  @FieldResolver(() => [MeetingRoom], { description: 'Its rooms for online meetings.' })
  meetingRooms(
    @Root() root: object,
    @Info() info: GraphQLResolveInfo,
    @Args(() => UnitMeetingRoomsArgs) _args: UnitMeetingRoomsArgs,
  ): unknown {
    return byKey(root, info);
  }
}
