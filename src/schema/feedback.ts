import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import { SubjectArgs } from './args/subjects.js';
import { connectionOf } from './connection.js';
import { defineNames } from './enums/define.js';
import { defineOrder } from './enums/orders.js';
import { Node } from './node.js';
import { DateTimeScalar } from './scalars.js';
import { SubjectNode } from './subject-node.js';
import { Unit } from './unit.js';

export const FeedbackStateEnum = defineNames('FeedbackState', 'How far it is (trạng thái).', {
  RECEIVED: 'Đã tiếp nhận',
  ASSIGNED: 'Đã phân công xử lý',
  ANSWERED: 'Đã trả lời',
  PUBLISHED: 'Đã công khai',
  CLOSED: 'Đã đóng',
});

export const FeedbackTypeEnum = defineNames('FeedbackType', 'What it is (loại).', {
  PHAN_ANH: 'Phản ánh — something is wrong',
  KIEN_NGHI: 'Kiến nghị — a proposal',
});

export const FeedbackChannelEnum = defineNames('FeedbackChannel', 'How it came (kênh).', {
  PORTAL: 'Cổng dịch vụ công, cổng thông tin',
  APP: 'Ứng dụng di động',
  PHONE: 'Điện thoại',
  DESK: 'Trực tiếp',
  POST: 'Bưu chính',
});

@ObjectType({
  implements: Node,
  description: 'What a citizen says to the administration (phản ánh, kiến nghị), and its answer.',
})
export class Feedback extends SubjectNode {
  @Field(() => String, { description: 'Code (mã phản ánh).' })
  readonly code!: string;

  @Field(() => FeedbackTypeEnum, { description: 'What it is.' })
  readonly type!: string;

  @Field(() => FeedbackChannelEnum, { nullable: true, description: 'How it came.' })
  readonly channel!: string | null;

  @Field(() => Unit, { nullable: true, description: 'Who answers; null when it is not in the unit table.' })
  readonly unit!: Unit | null;

  @Field(() => String, { description: 'Field that it is about (lĩnh vực).' })
  readonly field!: string;

  @Field(() => String, {
    description: 'Title (tiêu đề), as it was sent. Masked without the scope `personal`.',
  })
  readonly title!: string;

  @Field(() => String, { description: 'As it was sent. Masked without the scope `personal`.' })
  readonly content!: string;

  @Field(() => String, { nullable: true, description: 'Who sent it. Masked without the scope `personal`.' })
  readonly senderName!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Their telephone. Masked without the scope `personal`.',
  })
  readonly senderPhone!: string | null;

  @Field(() => String, { nullable: true, description: 'Their e-mail. Masked without the scope `personal`.' })
  readonly senderEmail!: string | null;

  @Field(() => String, { nullable: true, description: 'Their address. Masked without the scope `personal`.' })
  readonly senderAddress!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Their identity number. Masked without the scope `personal`.',
  })
  readonly personalId!: string | null;

  @Field(() => FeedbackStateEnum, { description: 'The last step that was taken.' })
  readonly state!: string;

  @Field(() => DateTimeScalar, { description: 'When it was received.' })
  readonly receivedAt!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When somebody was told to deal with it.' })
  readonly assignedAt!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the answer is due (hạn trả lời).' })
  readonly dueAt!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was answered.' })
  readonly answeredAt!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it was answered late, or is not answered though it is due; null: no due time.',
  })
  readonly overdue!: boolean | null;

  @Field(() => String, { nullable: true, description: 'The answer. Masked without the scope `personal`.' })
  readonly answer!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was published with its answer.' })
  readonly publishedAt!: string | null;

  @Field(() => String, { nullable: true, description: 'What it says as it was published.' })
  readonly publishedContent!: string | null;

  @Field(() => String, { nullable: true, description: 'The answer as it was published.' })
  readonly publishedAnswer!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was closed.' })
  readonly closedAt!: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the sender is satisfied with the answer; null: they have not said.',
  })
  readonly satisfied!: boolean | null;
}

export const FeedbackConnection = connectionOf('Feedback', 'feedback (phản ánh, kiến nghị)', Feedback);

export const FeedbackOrderEnum = defineOrder('FeedbackOrder', 'feedback', {
  RECEIVED: 'Thời điểm tiếp nhận',
  CODE: 'Mã phản ánh',
  CHANGED: 'Lần thay đổi ở nguồn',
});

@ArgsType()
export class FeedbackListArgs extends SubjectArgs {
  @Field(() => FeedbackOrderEnum, { defaultValue: FeedbackOrderEnum.RECEIVED_DESC, description: 'Order.' })
  readonly orderBy!: keyof typeof FeedbackOrderEnum;
}

/** What the list of feedback and a unit's can be narrowed by. */
@ArgsType()
export class FeedbackFilterArgs {
  @Field(() => [FeedbackStateEnum], { nullable: true, description: 'Only in one of these states.' })
  readonly states?: string[] | null;

  @Field(() => [FeedbackTypeEnum], { nullable: true, description: 'Only of these types.' })
  readonly types?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Only of this field, as it is written.' })
  readonly field?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Received at this time or later.' })
  readonly receivedFrom?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Received before this time.' })
  readonly receivedTo?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Only answered late or due without an answer, or only the others.',
  })
  readonly overdue?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Only with whose answer the sender is satisfied, or is not; those who have not said are in neither.',
  })
  readonly satisfied?: boolean | null;
}

@ArgsType()
export class UnitFeedbackArgs extends FeedbackFilterArgs {
  @Field(() => Int, { defaultValue: 20, description: 'At most this many, 1–100; the latest first.' })
  readonly first!: number;
}
