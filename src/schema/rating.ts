import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import { SubjectArgs } from './args/subjects.js';
import { connectionOf } from './connection.js';
import { Dossier } from './dossier.js';
import { defineEnum, defineNames } from './enums/define.js';
import { defineOrder } from './enums/orders.js';
import { Node } from './node.js';
import { Procedure } from './procedure.js';
import { DateTimeScalar } from './scalars.js';
import { SubjectNode } from './subject-node.js';
import { Unit } from './unit.js';

export const RatingKindEnum = defineNames('RatingKind', 'What is rated (nội dung đánh giá).', {
  RECEPTION: 'Tiếp nhận hồ sơ',
  HANDLING: 'Giải quyết hồ sơ',
  RESULT: 'Trả kết quả',
  OVERALL: 'Đánh giá chung',
});

export const RatingScoreEnum = defineEnum('RatingScore', 'How satisfied (mức độ hài lòng).', {
  VERY_SATISFIED: [1, 'Rất hài lòng'],
  SATISFIED: [2, 'Hài lòng'],
  NOT_SATISFIED: [3, 'Không hài lòng'],
});

export const RatingChannelEnum = defineNames('RatingChannel', 'Where it was given (kênh).', {
  KIOSK: 'Tại quầy',
  WEB: 'Trên mạng',
  PHONE: 'Qua điện thoại',
});

@ObjectType({
  implements: Node,
  description: 'What a citizen says of how a dossier was dealt with (đánh giá mức độ hài lòng).',
})
export class Rating extends SubjectNode {
  @Field(() => String, { description: 'Code: dossier, kind and time, parted by `|`.' })
  readonly code!: string;

  @Field(() => String, { description: 'Code of the dossier.' })
  readonly dossierCode!: string;

  @Field(() => Dossier, { nullable: true, description: 'The dossier, when it is known here.' })
  readonly dossier!: Dossier | null;

  @Field(() => RatingKindEnum, { description: 'What is rated.' })
  readonly kind!: string;

  @Field(() => DateTimeScalar, { description: 'When.' })
  readonly ratedAt!: string;

  @Field(() => RatingScoreEnum, { description: 'How satisfied.' })
  readonly score!: number;

  @Field(() => RatingChannelEnum, { nullable: true, description: 'Where it was given.' })
  readonly channel!: string | null;

  @Field(() => String, { nullable: true, description: 'In words. Masked without the scope `personal`.' })
  readonly comment!: string | null;

  @Field(() => Boolean, {
    description: 'Whether it is the last of its dossier and kind, which alone counts; as of today.',
  })
  readonly counts!: boolean;

  @Field(() => Unit, { nullable: true, description: 'Who is rated; null when it is not in the unit table.' })
  readonly unit!: Unit | null;

  @Field(() => String, { nullable: true, description: 'Code of the procedure.' })
  readonly procedureCode!: string | null;

  @Field(() => Procedure, { nullable: true, description: 'The procedure, when it is known here.' })
  readonly procedure!: Procedure | null;
}

export const RatingConnection = connectionOf('Rating', 'ratings (đánh giá)', Rating);

export const RatingOrderEnum = defineOrder('RatingOrder', 'ratings', {
  RATED: 'Thời điểm đánh giá',
  CODE: 'Mã đánh giá',
  CHANGED: 'Lần thay đổi ở nguồn',
});

@ArgsType()
export class RatingsArgs extends SubjectArgs {
  @Field(() => RatingOrderEnum, { defaultValue: RatingOrderEnum.RATED_DESC, description: 'Order.' })
  readonly orderBy!: keyof typeof RatingOrderEnum;
}

/** What the list of ratings, those of a unit and totals can be narrowed by. */
@ArgsType()
export class RatingFilterArgs {
  @Field(() => DateTimeScalar, { nullable: true, description: 'Given at this time or later.' })
  readonly ratedFrom?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Given before this time.' })
  readonly ratedTo?: string | null;

  @Field(() => [RatingKindEnum], { nullable: true, description: 'Only of these kinds.' })
  readonly kinds?: string[] | null;

  @Field(() => [RatingScoreEnum], { nullable: true, description: 'Only with one of these scores.' })
  readonly scores?: number[] | null;

  @Field(() => [RatingChannelEnum], { nullable: true, description: 'Only from these channels.' })
  readonly channels?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Only of this procedure.' })
  readonly procedure?: string | null;
}

@ArgsType()
export class RatingListArgs extends RatingFilterArgs {
  @Field(() => Boolean, {
    nullable: true,
    description: 'Only the last of each dossier and kind, or only those before it; absent: both.',
  })
  readonly counts?: boolean | null;
}

@ArgsType()
export class UnitRatingsArgs extends RatingListArgs {
  @Field(() => Int, { defaultValue: 20, description: 'At most this many, 1–100; the latest first.' })
  readonly first!: number;
}
