import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { Delivery } from './delivery.js';
import { type ProblemCode, ProblemCodeEnum } from './enums/problems.js';
import { DateTimeScalar } from './scalars.js';

@ObjectType({ description: 'Something that a mutation could not do, for a client to act on.' })
export class Problem {
  @Field(() => ProblemCodeEnum, { description: 'Code.' })
  readonly code!: ProblemCode;

  @Field(() => String, { description: 'For officers, in Vietnamese.' })
  readonly message!: string;

  @Field(() => String, { description: 'The same in English.' })
  readonly messageEn!: string;

  @Field(() => [String], { description: 'Path inside the input.' })
  readonly path!: string[];
}

@InputType({ description: 'Which sources to read now.' })
export class RunSyncInput {
  @Field(() => [String], {
    nullable: true,
    description: 'Names, `one-stop`; absent: all that are configured.',
  })
  readonly sources?: string[] | null;
}

@ObjectType({ description: 'What was asked for. The run itself is started by a worker.' })
export class RunSyncPayload {
  @Field(() => [String], { description: 'Sources for which a run was asked.' })
  readonly requested!: string[];

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was asked for; null when nothing was.',
  })
  readonly requestedAt!: string | null;

  @Field(() => [Problem], { description: 'What could not be done; empty: all was.' })
  readonly errors!: Problem[];
}

@InputType({ description: 'Which delivery to send again.' })
export class RetryDeliveryInput {
  @Field(() => ID, { description: 'Global id of the delivery, in state REFUSED, EXHAUSTED or PENDING.' })
  readonly id!: string;
}

@ObjectType({ description: 'The delivery as it stands now.' })
export class RetryDeliveryPayload {
  @Field(() => Delivery, { nullable: true, description: 'The delivery; null when it was not found.' })
  readonly delivery!: Delivery | null;

  @Field(() => [Problem], { description: 'What could not be done; empty: it will be sent again.' })
  readonly errors!: Problem[];
}
