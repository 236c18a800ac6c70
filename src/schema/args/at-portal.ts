import { Field, InputType } from 'type-graphql';
import { DeliveryStateEnum, HoldReasonEnum } from '../enums/delivery.js';
import { type PortalStanding, PortalStandingEnum } from '../enums/standing.js';

/** How something stands at one portal; what is given must all hold. */
@InputType({ description: 'How something stands at one portal; all that is given must hold.' })
export class AtPortalInput {
  @Field(() => String, { description: 'Portal, `national` or `provincial`.' })
  readonly portal!: string;

  @Field(() => [PortalStandingEnum], {
    nullable: true,
    description: 'Only what stands there in one of these ways.',
  })
  readonly standings?: PortalStanding[] | null;

  @Field(() => [DeliveryStateEnum], {
    nullable: true,
    description: 'Only with a delivery to that portal in one of these states.',
  })
  readonly deliveryStates?: string[] | null;

  @Field(() => [HoldReasonEnum], {
    nullable: true,
    description: 'Only with a delivery to that portal that is held for one of these reasons.',
  })
  readonly holdReasons?: string[] | null;
}
