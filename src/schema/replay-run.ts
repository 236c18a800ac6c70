import { Field, Int, ObjectType } from 'type-graphql';
import { connectionOf } from './connection.js';
import { Node } from './node.js';
import { DateTimeScalar } from './scalars.js';

@ObjectType({
  implements: Node,
  description: 'Deliveries that are sent again on purpose, and how far that is (lần gửi lại hàng loạt).',
})
export class ReplayRun extends Node {
  @Field(() => DateTimeScalar, { description: 'When it was asked for.' })
  readonly requestedAt!: string;

  @Field(() => String, { description: 'By whom: the name of a key.' })
  readonly requestedBy!: string;

  @Field(() => Int, { description: 'How many the dry run counted.' })
  readonly total!: number;

  @Field(() => Int, { description: 'How many were put up to be sent again so far.' })
  readonly again!: number;

  @Field(() => Int, { description: 'Left out: a newer version came meanwhile.' })
  readonly newer!: number;

  @Field(() => Int, { description: 'Left out: no account speaks for their unit.' })
  readonly withoutAccount!: number;

  @Field(() => Int, { description: 'Left out: their state changed meanwhile.' })
  readonly changed!: number;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Begin; null: no worker took it yet.' })
  readonly startedAt!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'End; null while it goes on.' })
  readonly finishedAt!: string | null;
}

export const ReplayRunConnection = connectionOf('ReplayRun', 'replays (lần gửi lại hàng loạt)', ReplayRun);
