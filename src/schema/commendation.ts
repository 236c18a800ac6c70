import { ArgsType, Field, Float, Int, ObjectType } from 'type-graphql';
import { AWARD_CODES, awardLabel } from '../domain/awards.js';
import { SubjectArgs } from './args/subjects.js';
import { Certificate } from './certificate.js';
import { connectionOf } from './connection.js';
import { defineNames } from './enums/define.js';
import { defineOrder } from './enums/orders.js';
import { Node } from './node.js';
import { Official } from './official.js';
import { DateScalar, DateTimeScalar } from './scalars.js';
import { SubjectNode } from './subject-node.js';
import { Unit } from './unit.js';

export const CommendationRecipientEnum = defineNames(
  'CommendationRecipient',
  'Who is honoured (đối tượng).',
  {
    PERSON: 'Cá nhân',
    COLLECTIVE: 'Tập thể',
    HOUSEHOLD: 'Hộ gia đình',
  },
);

export const CommendationLevelEnum = defineNames('CommendationLevel', 'Who honours (cấp khen).', {
  GRASSROOTS: 'Cơ sở — the head of an agency or unit',
  COMMUNE: 'Cấp xã',
  DISTRICT: 'Cấp huyện — until 30 June 2025',
  PROVINCE: 'Cấp tỉnh',
  NATIONAL: 'Cấp Nhà nước',
});

export const CommendationStateEnum = defineNames('CommendationState', 'State (trạng thái).', {
  PROPOSED: 'Đề nghị',
  COUNCIL: 'Hội đồng xét',
  RETURNED: 'Trả lại',
  DECIDED: 'Đã quyết định',
  PUBLISHED: 'Đã công bố',
  REVOKED: 'Đã thu hồi',
});

export const AwardKindEnum = defineNames('AwardKind', 'Title or reward.', {
  TITLE: 'Danh hiệu thi đua',
  REWARD: 'Hình thức khen thưởng',
});

export const AwardEnum = defineNames(
  'Award',
  'Titles and rewards (danh hiệu, hình thức khen).',
  Object.fromEntries(AWARD_CODES.map((code) => [code, awardLabel(code)])) as Record<
    (typeof AWARD_CODES)[number],
    string
  >,
);

@ObjectType({
  implements: Node,
  description:
    'An award to a person, a collective or a household (khen thưởng), or a proposal of one. What is not decided is for officers only.',
})
export class Commendation extends SubjectNode {
  @Field(() => String, {
    description:
      'Decision (or proposal), recipient and award: what it is known by. Never an identity number.',
  })
  readonly code!: string;

  @Field(() => CommendationRecipientEnum, { description: 'A person, a collective or a household.' })
  readonly recipientKind!: string;

  @Field(() => String, { description: 'Recipient (tên người nhận).' })
  readonly recipientName!: string;

  @Field(() => String, {
    nullable: true,
    description: "The person's identity number. Masked without the scope `personal`.",
  })
  readonly personalId!: string | null;

  @Field(() => Unit, { nullable: true, description: 'Whose it is; null when it is not in the unit table.' })
  readonly unit!: Unit | null;

  @Field(() => String, {
    nullable: true,
    description: 'Where the recipient works or lives, as it is written.',
  })
  readonly place!: string | null;

  @Field(() => AwardEnum, { description: 'Title or reward.' })
  readonly award!: string;

  @Field(() => String, { description: 'Its name (danh hiệu, hình thức khen).' })
  readonly awardName!: string;

  @Field(() => AwardKindEnum, { description: 'Title or reward.' })
  readonly awardKind!: string;

  @Field(() => CommendationLevelEnum, { description: 'Who honours.' })
  readonly level!: string;

  @Field(() => String, { description: 'Year, `2025`, or school year, `2024-2025`.' })
  readonly year!: string;

  @Field(() => String, { nullable: true, description: 'What for (thành tích).' })
  readonly achievement!: string | null;

  @Field(() => CommendationStateEnum, { description: 'State.' })
  readonly state!: string;

  @Field(() => String, { nullable: true, description: 'Number of the proposal (số tờ trình).' })
  readonly proposalNumber!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day of the proposal.' })
  readonly proposalDate!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was returned or revoked (lý do).' })
  readonly reason!: string | null;

  @Field(() => String, { nullable: true, description: 'Number of the decision; null: not decided.' })
  readonly decisionNumber!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day of the decision.' })
  readonly decisionDate!: string | null;

  @Field(() => String, { nullable: true, description: 'Who signed (người ký).' })
  readonly signer!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day on which it was published.' })
  readonly publishedAt!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day on which it was revoked.' })
  readonly revokedAt!: string | null;

  @Field(() => Float, { nullable: true, description: 'Money that goes with it, whole đồng (tiền thưởng).' })
  readonly money!: number | null;

  @Field(() => [Certificate], { description: "The person's certificates for digital signatures." })
  readonly certificates!: Certificate[];

  @Field(() => [Official], { description: "The person's files as an official." })
  readonly officials!: Official[];
}

export const CommendationConnection = connectionOf(
  'Commendation',
  'awards and proposals of them (khen thưởng)',
  Commendation,
);

export const CommendationOrderEnum = defineOrder('CommendationOrder', 'awards', {
  CODE: 'Số quyết định',
  DECIDED: 'Ngày quyết định',
  NAME: 'Tên người nhận',
  CHANGED: 'Lần thay đổi ở nguồn',
});

@ArgsType()
export class CommendationsArgs extends SubjectArgs {
  @Field(() => CommendationOrderEnum, { defaultValue: CommendationOrderEnum.CODE_ASC, description: 'Order.' })
  readonly orderBy!: keyof typeof CommendationOrderEnum;
}

/** What the list of awards and a unit's awards can be narrowed by. */
@ArgsType()
export class CommendationFilterArgs {
  @Field(() => [CommendationStateEnum], { nullable: true, description: 'Only in one of these states.' })
  readonly states?: string[] | null;

  @Field(() => [AwardEnum], { nullable: true, description: 'Only these titles and rewards.' })
  readonly awards?: string[] | null;

  @Field(() => AwardKindEnum, { nullable: true, description: 'Only titles, or only rewards.' })
  readonly awardKind?: string | null;

  @Field(() => [CommendationLevelEnum], { nullable: true, description: 'Only of these levels.' })
  readonly levels?: string[] | null;

  @Field(() => CommendationRecipientEnum, { nullable: true, description: 'Only to such recipients.' })
  readonly recipientKind?: string | null;

  @Field(() => [Int], {
    nullable: true,
    description: 'Only for these years; a school year is found by both of its years.',
  })
  readonly years?: number[] | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Decided at this time or later.' })
  readonly decidedFrom?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Decided before this time.' })
  readonly decidedTo?: string | null;
}

@ArgsType()
export class UnitCommendationsArgs extends CommendationFilterArgs {
  @Field(() => Int, { defaultValue: 20, description: 'At most this many, 1–100; the newest year first.' })
  readonly first!: number;
}
