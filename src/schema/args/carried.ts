import { ArgsType, Field } from 'type-graphql';
import { DeliveryStateEnum, HoldReasonEnum } from '../enums/delivery.js';
import { DateTimeScalar } from '../scalars.js';
import { AtPortalInput } from './at-portal.js';
import { PageArgs } from './page.js';

export const AS_OF =
  'As the hub held it at this time. Of today stay units, procedure, flags and the states of deliveries (those owed by then).';

/** What lists of everything that is carried to portals can be narrowed by. */
@ArgsType()
export abstract class CarriedArgs extends PageArgs {
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: `${AS_OF} Goes with filters and orders only that do not change in time.`,
  })
  readonly asOf?: string | null;

  @Field(() => [AtPortalInput], {
    nullable: true,
    description: 'How it stands at portals: each of these must hold.',
  })
  readonly atPortals?: AtPortalInput[] | null;

  @Field(() => [DeliveryStateEnum], {
    nullable: true,
    description: 'Only with a delivery to any portal in one of these states.',
  })
  readonly deliveryStates?: string[] | null;

  @Field(() => [HoldReasonEnum], {
    nullable: true,
    description: 'Only with a delivery to any portal that is held for one of these reasons.',
  })
  readonly holdReasons?: string[] | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Changed at the source at this time or later.',
  })
  readonly changedFrom?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Changed at the source before this time.' })
  readonly changedTo?: string | null;
}
