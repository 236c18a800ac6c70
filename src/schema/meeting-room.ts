import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import { SubjectArgs } from './args/subjects.js';
import { connectionOf } from './connection.js';
import { defineNames } from './enums/define.js';
import { defineOrder } from './enums/orders.js';
import { Node } from './node.js';
import { SubjectNode } from './subject-node.js';
import { Unit } from './unit.js';

export const RoomStateEnum = defineNames('RoomState', 'State of a room for online meetings (tình trạng).', {
  IN_USE: 'Đang sử dụng',
  REPAIR: 'Đang sửa chữa',
  CLOSED: 'Đã ngừng sử dụng',
});

@ObjectType({ implements: Node, description: 'A room that is equipped for online meetings (điểm cầu).' })
export class MeetingRoom extends SubjectNode {
  @Field(() => String, { description: 'Code (mã điểm cầu).' })
  readonly code!: string;

  @Field(() => String, { description: 'Name.' })
  readonly name!: string;

  @Field(() => Unit, { nullable: true, description: 'Whose it is; null when it is not in the unit table.' })
  readonly unit!: Unit | null;

  @Field(() => String, { nullable: true, description: 'Where it is.' })
  readonly place!: string | null;

  @Field(() => Int, { nullable: true, description: 'Seats.' })
  readonly seats!: number | null;

  @Field(() => String, { nullable: true, description: 'Number on its codec (số sê-ri).' })
  readonly codecSerial!: string | null;

  @Field(() => RoomStateEnum, { description: 'State.' })
  readonly state!: string;
}

export const MeetingRoomConnection = connectionOf(
  'MeetingRoom',
  'rooms for online meetings (điểm cầu)',
  MeetingRoom,
);

export const MeetingRoomOrderEnum = defineOrder('MeetingRoomOrder', 'rooms', {
  CODE: 'Mã điểm cầu',
  CHANGED: 'Lần thay đổi ở nguồn',
});

@ArgsType()
export class MeetingRoomsArgs extends SubjectArgs {
  @Field(() => MeetingRoomOrderEnum, {
    defaultValue: MeetingRoomOrderEnum.CODE_ASC,
    description: 'Order.',
  })
  readonly orderBy!: keyof typeof MeetingRoomOrderEnum;

  @Field(() => [RoomStateEnum], { nullable: true, description: 'Only in one of these states.' })
  readonly states?: string[] | null;
}

@ArgsType()
export class UnitMeetingRoomsArgs {
  @Field(() => Int, { defaultValue: 100, description: 'At most this many, 1–100; by code.' })
  readonly first!: number;
}
