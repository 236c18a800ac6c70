import { ArgsType, Field } from 'type-graphql';
import { DeliveryStateEnum } from '../enums/delivery.js';
import { DateTimeScalar } from '../scalars.js';
import { WITHIN } from './page.js';

@ArgsType()
export class DeliverySettledArgs {
  @Field(() => String, { nullable: true, description: 'Only this portal.' })
  readonly portal?: string | null;

  @Field(() => String, { nullable: true, description: `By the unit whose account sends it. ${WITHIN}` })
  readonly unit?: string | null;

  @Field(() => [DeliveryStateEnum], {
    nullable: true,
    description: 'Only these of DELIVERED, REFUSED, HELD, EXHAUSTED, SUPERSEDED; all when absent.',
  })
  readonly states?: string[] | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'What settled since this time first, `resumeFrom` of the last event; absent: from now on.',
  })
  readonly since?: string | null;
}
