import { ArgsType, Field, Float, Int } from 'type-graphql';
import { NoticeCategoryEnum, type UnitFollow, UnitFollowEnum } from '../enums/catalogue.js';
import { type NoticeOrder, NoticeOrderEnum } from '../enums/orders.js';
import { DateTimeScalar } from '../scalars.js';
import { CarriedArgs } from './carried.js';
import { FOLLOW, SEARCH, WITHIN } from './page.js';

@ArgsType()
export class NoticesArgs extends CarriedArgs {
  @Field(() => NoticeOrderEnum, { defaultValue: NoticeOrderEnum.PUBLISHED_DESC, description: 'Order.' })
  readonly orderBy!: NoticeOrder;

  @Field(() => String, { nullable: true, description: `By the unit that publishes. ${WITHIN}` })
  readonly unit?: string | null;

  @Field(() => UnitFollowEnum, { defaultValue: UnitFollowEnum.SUCCESSORS, description: FOLLOW })
  readonly follow!: UnitFollow;

  @Field(() => [NoticeCategoryEnum], { nullable: true, description: 'Only these sections.' })
  readonly categories?: string[] | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Published at this time or later.' })
  readonly publishedFrom?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Published before this time.' })
  readonly publishedTo?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it was taken down at the source.' })
  readonly withdrawn?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: 'Projects and packages of this project code (mã dự án).',
  })
  readonly project?: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Packages whose bids are taken until this time or longer.',
  })
  readonly bidsCloseFrom?: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Packages whose bids are taken until before this time.',
  })
  readonly bidsCloseTo?: string | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Projects of this total investment in đồng or more.',
  })
  readonly investmentFrom?: number | null;

  @Field(() => String, { nullable: true, description: SEARCH })
  readonly search?: string | null;
}

@ArgsType()
export class UnitNoticesArgs {
  @Field(() => Int, {
    defaultValue: 20,
    description: 'At most this many, 1–100; the latest published first.',
  })
  readonly first!: number;

  @Field(() => [NoticeCategoryEnum], { nullable: true, description: 'Only these sections.' })
  readonly categories?: string[] | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Published at this time or later.' })
  readonly publishedFrom?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Published before this time.' })
  readonly publishedTo?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it was taken down at the source.' })
  readonly withdrawn?: boolean | null;
}
