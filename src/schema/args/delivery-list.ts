import { ArgsType, Field, Int } from 'type-graphql';
import { DeliveryStateEnum } from '../enums/delivery.js';

/** Arguments of the deliveries of one dossier, notice or lane. */
@ArgsType()
export class DeliveryListArgs {
  @Field(() => Int, { defaultValue: 20, description: 'At most this many, 1–100; the newest.' })
  readonly first!: number;

  @Field(() => String, { nullable: true, description: 'Only this portal.' })
  readonly portal?: string | null;

  @Field(() => [DeliveryStateEnum], { nullable: true, description: 'Only these states.' })
  readonly states?: string[] | null;
}
