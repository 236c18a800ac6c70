import { ArgsType, Field, Float, Int, ObjectType } from 'type-graphql';
import { FOLLOW, WITHIN } from './args/page.js';
import { type UnitFollow, UnitFollowEnum } from './enums/catalogue.js';
import { defineNames } from './enums/define.js';
import { RatingChannelEnum, RatingFilterArgs, RatingKindEnum } from './rating.js';

export const RatingGroupEnum = defineNames('RatingGroup', 'What ratings are taken apart by (phân tổ).', {
  UNIT: 'Đơn vị',
  MONTH: 'Tháng đánh giá',
  PROCEDURE: 'Thủ tục',
  KIND: 'Nội dung đánh giá',
  CHANNEL: 'Kênh',
});
export type RatingGroup = keyof typeof RatingGroupEnum;

@ObjectType({ description: 'Ratings that count, the last of each dossier and kind; nothing personal.' })
export class RatingTotal {
  @Field(() => String, { nullable: true, description: 'Unit, when taken apart by it.' })
  readonly unitCode?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Month in Vietnam, `2025-08`, when taken apart by it.',
  })
  readonly month?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Procedure, when taken apart by it; null: none given.',
  })
  readonly procedureCode?: string | null;

  @Field(() => RatingKindEnum, { nullable: true, description: 'Kind, when taken apart by it.' })
  readonly kind?: string | null;

  @Field(() => RatingChannelEnum, {
    nullable: true,
    description: 'Channel, when taken apart by it; null: none given.',
  })
  readonly channel?: string | null;

  @Field(() => Int, { description: 'Ratings that count.' })
  readonly ratings!: number;

  @Field(() => Int, { description: 'Of these, very satisfied.' })
  readonly verySatisfied!: number;

  @Field(() => Int, { description: 'Of these, satisfied.' })
  readonly satisfied!: number;

  @Field(() => Int, { description: 'Of these, not satisfied.' })
  readonly notSatisfied!: number;

  @Field(() => Float, {
    nullable: true,
    description: 'Very satisfied and satisfied, per cent; null: there are no ratings.',
  })
  readonly satisfiedPercent!: number | null;

  @Field(() => Int, { description: 'Dossiers with a rating that counts.' })
  readonly dossiers!: number;

  @Field(() => Int, {
    description: 'Of these, those with one that is not satisfied: what indicator 5.4 takes off.',
  })
  readonly dossiersDisliked!: number;
}

@ArgsType()
export class RatingTotalsArgs extends RatingFilterArgs {
  @Field(() => [RatingGroupEnum], {
    defaultValue: [RatingGroupEnum.UNIT],
    description: 'Taken apart by these.',
  })
  readonly by!: RatingGroup[];

  @Field(() => String, { nullable: true, description: WITHIN })
  readonly unit?: string | null;

  @Field(() => UnitFollowEnum, { defaultValue: UnitFollowEnum.SUCCESSORS, description: FOLLOW })
  readonly follow!: UnitFollow;
}
