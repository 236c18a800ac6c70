import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import { SubjectArgs } from './args/subjects.js';
import { connectionOf } from './connection.js';
import { defineOrder } from './enums/orders.js';
import {
  InvitationAnswerEnum,
  MeetingAttendance,
  MeetingDocument,
  MeetingInvitee,
  MeetingStateEnum,
} from './meeting-parts.js';
import { MeetingRoom } from './meeting-room.js';
import { Node } from './node.js';
import { DateTimeScalar } from './scalars.js';
import { SubjectNode } from './subject-node.js';
import { Unit } from './unit.js';

@ObjectType({
  implements: Node,
  description:
    'One session of an online meeting (buổi họp trực tuyến): a meeting by itself, or one of a series.',
})
export class Meeting extends SubjectNode {
  @Field(() => String, {
    description: 'Code: the UID, of a session of a series with when it begins by the rule.',
  })
  readonly code!: string;

  @Field(() => String, { description: 'UID of the meeting or of its whole series.' })
  readonly uid!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: "Of a session of a series: its begin by the series' rule, wherever it was moved.",
  })
  readonly recurrenceAt!: string | null;

  @Field(() => Int, { nullable: true, description: 'Version of the plan (SEQUENCE); null: not known.' })
  readonly sequence!: number | null;

  @Field(() => String, { description: 'Title. Links are left out.' })
  readonly title!: string;

  @Field(() => String, { nullable: true, description: 'Place. Links are left out.' })
  readonly location!: string | null;

  @Field(() => DateTimeScalar, { description: 'Begin.' })
  readonly startsAt!: string;

  @Field(() => DateTimeScalar, { description: 'End: the first moment after it.' })
  readonly endsAt!: string;

  @Field(() => Boolean, { description: 'Whether it takes whole days.' })
  readonly allDay!: boolean;

  @Field(() => Unit, {
    nullable: true,
    description:
      'Who holds it on that day: of a unit that had ended by then, the one that took over from it. Null when it is not in the unit table.',
  })
  readonly unit!: Unit | null;

  @Field(() => String, { description: 'Code of the unit as the source has it.' })
  readonly unitCode!: string;

  @Field(() => String, { nullable: true, description: 'Who holds it (người chủ trì).' })
  readonly organiser!: string | null;

  @Field(() => String, { nullable: true, description: 'Their address. Masked without the scope `personal`.' })
  readonly organiserEmail!: string | null;

  @Field(() => MeetingStateEnum, { description: 'State.' })
  readonly state!: string;

  @Field(() => [String], { description: 'Codes of the rooms.' })
  readonly roomCodes!: string[];

  @Field(() => [MeetingRoom], { description: 'The rooms that are known here.' })
  readonly rooms!: MeetingRoom[];

  @Field(() => [MeetingInvitee], { description: 'Who is asked to come.' })
  readonly invitees!: MeetingInvitee[];

  @Field(() => String, {
    nullable: true,
    description:
      'The way in, as it stands today. For officers, operators and administrators with a key of a unit that holds it or is invited, of the whole district with the scope `sensitive`; `***` for others.',
  })
  readonly joinUrl!: string | null;

  @Field(() => String, { nullable: true, description: 'The recording. Masked without the scope `personal`.' })
  readonly recordingUrl!: string | null;

  @Field(() => [MeetingDocument], { description: 'Papers of the meeting.' })
  readonly documents!: MeetingDocument[];

  @Field(() => [MeetingAttendance], { description: 'How many came, by unit and room.' })
  readonly attendance!: MeetingAttendance[];
}

export const MeetingConnection = connectionOf(
  'Meeting',
  'online meetings, session by session (buổi họp)',
  Meeting,
);

export const MeetingOrderEnum = defineOrder('MeetingOrder', 'meetings', {
  STARTS: 'Thời điểm bắt đầu',
  CODE: 'Mã buổi họp',
  CHANGED: 'Lần thay đổi ở nguồn',
});

@ArgsType()
export class MeetingsArgs extends SubjectArgs {
  @Field(() => MeetingOrderEnum, { defaultValue: MeetingOrderEnum.STARTS_ASC, description: 'Order.' })
  readonly orderBy!: keyof typeof MeetingOrderEnum;
}

/** What the list of meetings and a unit's meetings can be narrowed by. */
@ArgsType()
export class MeetingFilterArgs {
  @Field(() => DateTimeScalar, { nullable: true, description: 'Not over at this time.' })
  readonly from?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Begins before this time.' })
  readonly to?: string | null;

  @Field(() => [MeetingStateEnum], { nullable: true, description: 'Only in one of these states.' })
  readonly states?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Only in the room with this code.' })
  readonly room?: string | null;

  @Field(() => [InvitationAnswerEnum], {
    nullable: true,
    description: 'Only with somebody invited who gave one of these answers.',
  })
  readonly answers?: string[] | null;
}

@ArgsType()
export class UnitMeetingsArgs extends MeetingFilterArgs {
  @Field(() => Int, { defaultValue: 20, description: 'At most this many, 1–100; the latest begin first.' })
  readonly first!: number;
}
