import { Field, ObjectType } from 'type-graphql';
import { Delivery } from './delivery.js';
import { DateTimeScalar } from './scalars.js';

@ObjectType({ description: 'A delivery settled: nothing more happens to it by itself.' })
export class DeliverySettled {
  @Field(() => DateTimeScalar, {
    description:
      'Give this as `since` after a reconnect: nothing is missed then; what was told last may be told once more.',
  })
  readonly resumeFrom!: string;

  @Field(() => Delivery, { description: 'The delivery as it stands.' })
  readonly delivery!: Delivery;
}
