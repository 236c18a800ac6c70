import { ArgsType, Field, Float, Int, ObjectType } from 'type-graphql';
import { SubjectArgs } from './args/subjects.js';
import { connectionOf } from './connection.js';
import { defineNames } from './enums/define.js';
import { defineOrder } from './enums/orders.js';
import { Node } from './node.js';
import { Official } from './official.js';
import { DateTimeScalar } from './scalars.js';
import { SubjectNode } from './subject-node.js';
import { Unit } from './unit.js';

export const MailboxHolderEnum = defineNames('MailboxHolder', 'Whose it is (loại hộp thư).', {
  POST: 'Hộp thư của chức vụ, cơ quan, đơn vị',
  PERSON: 'Hộp thư của cá nhân',
});

export const MailboxStateEnum = defineNames('MailboxState', 'State of the account (trạng thái).', {
  REQUESTED: 'Đã đề nghị cấp',
  ACTIVE: 'Đang hoạt động',
  LOCKED: 'Bị khóa',
  MAINTENANCE: 'Đang bảo trì',
  CLOSED: 'Đã đóng',
  UNKNOWN: 'Chưa rõ — the directory does not say',
});

@ObjectType({ description: 'A further address of a mailbox (bí danh).' })
export class MailboxAlias {
  @Field(() => String, { description: 'The address. Masked without the scope `personal`.' })
  readonly address!: string;
}

@ObjectType({
  implements: Node,
  description: 'An official mailbox (hộp thư công vụ): the account, never a message.',
})
export class Mailbox extends SubjectNode {
  @Field(() => String, {
    description: "The directory's own identifier, which stays when the address changes.",
  })
  readonly code!: string;

  @Field(() => String, { description: 'Address. Masked without the scope `personal`.' })
  readonly address!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The same of a post or a unit, for everybody; null of a person.',
  })
  readonly postAddress!: string | null;

  @Field(() => MailboxHolderEnum, { description: 'Of a post or of a person.' })
  readonly holderKind!: string;

  @Field(() => String, { description: 'Name that it shows (tên hiển thị).' })
  readonly name!: string;

  @Field(() => String, { nullable: true, description: 'Position (chức vụ).' })
  readonly title!: string | null;

  @Field(() => Unit, { nullable: true, description: 'The unit; null when it is not in the unit table.' })
  readonly unit!: Unit | null;

  @Field(() => MailboxStateEnum, { description: 'State.' })
  readonly state!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Last log-in that the directory knows of; Active Directory is up to two weeks behind.',
  })
  readonly lastUsedAt!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was made.' })
  readonly createdAt!: string | null;

  @Field(() => Float, {
    nullable: true,
    description: 'What it may hold, bytes; null: not known, or no limit.',
  })
  readonly quotaBytes!: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it has no limit; null: not known.' })
  readonly unlimited!: boolean | null;

  @Field(() => Float, { nullable: true, description: 'What it holds, bytes.' })
  readonly usedBytes!: number | null;

  @Field(() => [MailboxAlias], { description: 'Further addresses.' })
  readonly aliases!: MailboxAlias[];

  @Field(() => String, { nullable: true, description: 'Telephone. Masked without the scope `personal`.' })
  readonly phone!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The person's identity number. Masked without the scope `personal`.",
  })
  readonly personalId!: string | null;

  @Field(() => String, { nullable: true, description: 'Số hiệu of the official whose it is.' })
  readonly officialCode!: string | null;

  @Field(() => [Official], {
    description:
      'Files of whose it is: by the identity number; where the box has none, by the number under its unit. Never by name.',
  })
  readonly officials!: Official[];

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether all files of whose it is say that they left (nghỉ, chuyển, mất); null: nobody is known.',
  })
  readonly ownerLeft!: boolean | null;
}

export const MailboxConnection = connectionOf('Mailbox', 'mailboxes (hộp thư)', Mailbox);

export const MailboxOrderEnum = defineOrder('MailboxOrder', 'mailboxes', {
  CODE: 'Mã hộp thư',
  CHANGED: 'Lần thay đổi ở nguồn',
});

@ArgsType()
export class MailboxesArgs extends SubjectArgs {
  @Field(() => MailboxOrderEnum, { defaultValue: MailboxOrderEnum.CODE_ASC, description: 'Order.' })
  readonly orderBy!: keyof typeof MailboxOrderEnum;
}

/** What the list of mailboxes and a unit's mailboxes can be narrowed by. */
@ArgsType()
export class MailboxFilterArgs {
  @Field(() => [MailboxStateEnum], { nullable: true, description: 'Only in one of these states.' })
  readonly states?: string[] | null;

  @Field(() => MailboxHolderEnum, { nullable: true, description: 'Only of posts, or of persons.' })
  readonly holderKind?: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'Not used since this time. One that was never used counts from when it was made; one of which neither is known is not found.',
  })
  readonly notUsedSince?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Only of people who left, or of people who serve; boxes of which nobody is known are in neither.',
  })
  readonly ownerLeft?: boolean | null;
}

@ArgsType()
export class UnitMailboxesArgs extends MailboxFilterArgs {
  @Field(() => Int, { defaultValue: 100, description: 'At most this many, 1–100; by code.' })
  readonly first!: number;
}
