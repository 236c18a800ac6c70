import { ArgsType, Field } from 'type-graphql';
import { type UnitFollow, UnitFollowEnum } from '../enums/catalogue.js';
import { DeliveryKindEnum, DeliveryStateEnum, HoldReasonEnum, LaneFormEnum } from '../enums/delivery.js';
import { type DeliveryOrder, DeliveryOrderEnum } from '../enums/orders.js';
import { DateTimeScalar } from '../scalars.js';
import { FOLLOW, PageArgs, WITHIN } from './page.js';

@ArgsType()
export class DeliveriesArgs extends PageArgs {
  @Field(() => DeliveryOrderEnum, {
    defaultValue: DeliveryOrderEnum.CREATED_DESC,
    description: 'Order.',
  })
  readonly orderBy!: DeliveryOrder;

  @Field(() => String, { nullable: true, description: 'Only this portal.' })
  readonly portal?: string | null;

  @Field(() => [DeliveryStateEnum], { nullable: true, description: 'Only these states.' })
  readonly states?: string[] | null;

  @Field(() => DeliveryKindEnum, { nullable: true, description: 'Only records, or only trace entries.' })
  readonly kind?: string | null;

  @Field(() => [LaneFormEnum], { nullable: true, description: 'Only in these forms.' })
  readonly forms?: string[] | null;

  @Field(() => [HoldReasonEnum], { nullable: true, description: 'Only held for these reasons.' })
  readonly holdReasons?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Only of the dossier or notice with this code.' })
  readonly subjectKey?: string | null;

  @Field(() => String, { nullable: true, description: `By the unit whose account sends it. ${WITHIN}` })
  readonly unit?: string | null;

  @Field(() => UnitFollowEnum, { defaultValue: UnitFollowEnum.SUCCESSORS, description: FOLLOW })
  readonly follow!: UnitFollow;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Owed since this time or later.' })
  readonly createdFrom?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Owed since before this time.' })
  readonly createdTo?: string | null;
}
