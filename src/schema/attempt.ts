import { Field, ID, Int, ObjectType } from 'type-graphql';
import { LaneTaskEnum } from './enums/delivery.js';
import { DateTimeScalar } from './scalars.js';

@ObjectType({ description: 'One try to bring a delivery to its portal, or to look for it there (lần thử).' })
export class Attempt {
  @Field(() => ID, { description: 'Id of the try.' })
  readonly id!: string;

  @Field(() => Int, { description: 'Number of the try within its delivery.' })
  readonly number!: number;

  @Field(() => LaneTaskEnum, { description: 'Whether something was sent or read back.' })
  readonly task!: string;

  @Field(() => String, { description: 'Operation at the portal.' })
  readonly operation!: string;

  @Field(() => String, { description: 'What became of it.' })
  readonly outcome!: string;

  @Field(() => String, { nullable: true, description: "The portal's code." })
  readonly code!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The portal's message; numbers and addresses in it are masked without the scope `personal`.",
  })
  readonly message!: string | null;

  @Field(() => Int, { nullable: true, description: 'HTTP status; null when there was no answer.' })
  readonly httpStatus!: number | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the first byte left.' })
  readonly sentAt!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the answer was there.' })
  readonly answeredAt!: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was settled.' })
  readonly at!: string;
}
