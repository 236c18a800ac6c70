import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Delivery } from '../delivery.js';
import { defineEnum } from '../enums/define.js';
import { Problem } from '../payloads.js';

export const ReadBackAnswerEnum = defineEnum(
  'ReadBackAnswer',
  'What an officer saw at the portal (cán bộ đã xem trên cổng).',
  {
    THERE: ['there', 'Trên cổng đã có — it counts as delivered'],
    NOT_THERE: ['not there', 'Trên cổng chưa có — it is sent again'],
    LOOK_AGAIN: ['look again', 'Hệ thống đọc lại lần nữa — the hub looks once more'],
  },
);
export type ReadBackAnswerValue = (typeof ReadBackAnswerEnum)[keyof typeof ReadBackAnswerEnum];

@InputType({ description: 'Which hold to lift.' })
export class ReleaseHoldInput {
  @Field(() => ID, { description: 'Global id of a delivery in state HELD.' })
  readonly id!: string;

  @Field(() => ReadBackAnswerEnum, {
    nullable: true,
    description: 'Needed for READ_BACK_IMPOSSIBLE, and given for nothing else.',
  })
  readonly answer?: ReadBackAnswerValue | null;
}

@ObjectType({ description: 'The delivery as it stands now.' })
export class ReleaseHoldPayload {
  @Field(() => Delivery, { nullable: true, description: 'The delivery; null when it was not found.' })
  readonly delivery!: Delivery | null;

  @Field(() => [Problem], { description: 'What could not be done; empty: the hold is lifted.' })
  readonly errors!: Problem[];
}
