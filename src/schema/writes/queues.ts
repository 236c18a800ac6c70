import { Field, InputType, ObjectType } from 'type-graphql';
import { Problem } from '../payloads.js';
import { DateTimeScalar } from '../scalars.js';

const WHAT = 'exactly one of `queue` and `portal`';

@InputType({ description: `What to pause: ${WHAT}.` })
export class PauseQueueInput {
  @Field(() => String, { nullable: true, description: 'A job queue, `push`, `sync` or `upkeep`.' })
  readonly queue?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'A portal, `national`: nothing is sent there or looked at; what is owed is kept.',
  })
  readonly portal?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why, for whoever sees it paused; at most 500 letters.',
  })
  readonly reason?: string | null;
}

@InputType({ description: `What to let go on: ${WHAT}.` })
export class ResumeQueueInput {
  @Field(() => String, { nullable: true, description: 'A job queue, `push`, `sync` or `upkeep`.' })
  readonly queue?: string | null;

  @Field(() => String, { nullable: true, description: 'A portal, `national`.' })
  readonly portal?: string | null;
}

@ObjectType({ description: 'Whether it is paused now (tạm dừng).' })
export class QueuePausePayload {
  @Field(() => Boolean, { description: 'Whether it is paused.' })
  readonly paused!: boolean;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Since when; null: it is not.' })
  readonly pausedAt!: string | null;

  @Field(() => [Problem], { description: 'What could not be done; empty: all was.' })
  readonly errors!: Problem[];
}
