import { Field, Int, ObjectType } from 'type-graphql';
import { defineEnum, defineNames } from './enums/define.js';
import { Unit } from './unit.js';

export const MeetingStateEnum = defineNames('MeetingState', 'State of a session (trạng thái).', {
  TENTATIVE: 'Dự kiến',
  CONFIRMED: 'Đã chốt',
  STARTED: 'Đang họp',
  ENDED: 'Đã kết thúc',
  CANCELLED: 'Đã hủy — or no longer in its series',
});

export const InvitationAnswerEnum = defineEnum('InvitationAnswer', 'Answer to an invitation (trả lời).', {
  NEEDS_ACTION: ['NEEDS-ACTION', 'Chưa trả lời'],
  ACCEPTED: ['ACCEPTED', 'Tham dự'],
  DECLINED: ['DECLINED', 'Không tham dự'],
  TENTATIVE: ['TENTATIVE', 'Có thể tham dự'],
  DELEGATED: ['DELEGATED', 'Cử người khác'],
});

@ObjectType({ description: 'Who is asked to come (thành phần mời).' })
export class MeetingInvitee {
  @Field(() => String, { nullable: true, description: 'Address. Masked without the scope `personal`.' })
  readonly email!: string | null;

  @Field(() => String, { nullable: true, description: 'Code of the unit, as the source has it.' })
  readonly unitCode!: string | null;

  @Field(() => Unit, { nullable: true, description: 'The unit; null when it is not known, and with `asOf`.' })
  readonly unit!: Unit | null;

  @Field(() => InvitationAnswerEnum, { description: 'Answer.' })
  readonly answer!: string;
}

@ObjectType({ description: 'A paper of a meeting (tài liệu họp).' })
export class MeetingDocument {
  @Field(() => String, { description: 'Name.' })
  readonly name!: string;

  @Field(() => String, { description: 'Where it lies.' })
  readonly url!: string;
}

@ObjectType({ description: 'How many of a unit came (điểm danh): figures, no names.' })
export class MeetingAttendance {
  @Field(() => String, { description: 'Code of the unit, as the source has it.' })
  readonly unitCode!: string;

  @Field(() => Unit, { nullable: true, description: 'The unit; null when it is not known, and with `asOf`.' })
  readonly unit!: Unit | null;

  @Field(() => String, { nullable: true, description: 'Code of the room that they sat in.' })
  readonly room!: string | null;

  @Field(() => Int, { nullable: true, description: 'Asked to come; null: not known.' })
  readonly invited!: number | null;

  @Field(() => Int, { description: 'Came.' })
  readonly attended!: number;
}
