import { ArgsType, Field, ObjectType } from 'type-graphql';
import type { DeathStanding } from '../domain/death-notice.js';
import { FOLLOW, PageArgs, WITHIN } from './args/page.js';
import { CivilRegistration } from './civil-registration.js';
import { connectionOf } from './connection.js';
import { type UnitFollow, UnitFollowEnum } from './enums/catalogue.js';
import { defineNames } from './enums/define.js';
import { SubjectKindEnum } from './enums/operations.js';
import { defineOrder } from './enums/orders.js';
import { Node } from './node.js';
import { DateTimeScalar } from './scalars.js';
import { Unit } from './unit.js';

export const DeathStandingEnum = defineNames(
  'DeathStanding',
  'Whether a system has reacted to a death that was announced to it (tình hình xử lý).',
  {
    WAITING: 'Chờ xử lý, còn trong hạn',
    OVERDUE: 'Quá hạn, chưa xử lý',
    REACTED: 'Đã xử lý: dừng hưởng, đóng hộp thư, thu hồi chứng thư, ghi từ trần',
    WITHDRAWN: 'Khai tử đã thu hồi hoặc cải chính, mà hệ thống đã xử lý — look whether to undo it',
  } satisfies Record<DeathStanding, string>,
);

@ObjectType({
  implements: Node,
  description:
    'A death that was registered, as it is announced to a system with a record of the same person (thông báo người đã mất). Shown to whoever may read that record.',
})
export class DeathNotice extends Node {
  @Field(() => SubjectKindEnum, { description: 'In which system the record is.' })
  readonly kind!: string;

  @Field(() => String, { description: "The record's code." })
  readonly code!: string;

  @Field(() => Unit, { nullable: true, description: 'The unit whose record it is.' })
  readonly unit!: Unit | null;

  @Field(() => Node, { description: 'The record itself: `... on Mailbox { state }`.' })
  readonly record!: Node;

  @Field(() => CivilRegistration, {
    nullable: true,
    description:
      'The registration of the death, for who may read it; of a beneficiary with the scope `personal` only.',
  })
  readonly registration!: CivilRegistration | null;

  @Field(() => DateTimeScalar, {
    description: 'Since when the hub knows of the death; its day alone without the scope `personal`.',
  })
  readonly announcedAt!: string;

  @Field(() => DateTimeScalar, {
    description:
      'Until when the system has to react: within a day; the day alone without that scope. It is `OVERDUE` when that day is over.',
  })
  readonly dueAt!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'When the registration was revoked or corrected to be of somebody else; the day alone without that scope.',
  })
  readonly withdrawnAt!: string | null;

  @Field(() => DeathStandingEnum, { description: 'Whether it has reacted.' })
  readonly standing!: DeathStanding;
}

export const DeathNoticeConnection = connectionOf(
  'DeathNotice',
  'notices of deaths (thông báo người đã mất)',
  DeathNotice,
);

export const DeathNoticeOrderEnum = defineOrder('DeathNoticeOrder', 'notices of deaths', {
  ANNOUNCED: 'Ngày thông báo',
});

@ArgsType()
export class DeathNoticesArgs extends PageArgs {
  @Field(() => DeathNoticeOrderEnum, {
    defaultValue: DeathNoticeOrderEnum.ANNOUNCED_ASC,
    description: 'Order.',
  })
  readonly orderBy!: keyof typeof DeathNoticeOrderEnum;

  @Field(() => [DeathStandingEnum], { nullable: true, description: 'Only what stands like this.' })
  readonly standings?: string[] | null;

  @Field(() => [SubjectKindEnum], { nullable: true, description: 'Only records of these kinds.' })
  readonly kinds?: string[] | null;

  @Field(() => String, { nullable: true, description: WITHIN })
  readonly unit?: string | null;

  @Field(() => UnitFollowEnum, { defaultValue: UnitFollowEnum.SUCCESSORS, description: FOLLOW })
  readonly follow!: UnitFollow;
}
