import { Field, Int, ObjectType } from 'type-graphql';
import { connectionOf } from './connection.js';
import { SyncStateEnum } from './enums/operations.js';
import { Node } from './node.js';
import { DateTimeScalar } from './scalars.js';

@ObjectType({
  implements: Node,
  description: 'One reading of one source (lần đọc nguồn); its counts add up.',
})
export class SyncRun extends Node {
  @Field(() => String, { description: 'Source, `one-stop`.' })
  readonly source!: string;

  @Field(() => DateTimeScalar, { description: 'Begin.' })
  readonly startedAt!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'End; null while it runs.' })
  readonly finishedAt!: string | null;

  @Field(() => SyncStateEnum, { description: 'State.' })
  readonly state!: string;

  @Field(() => Int, { description: 'Records read.' })
  readonly read!: number;

  @Field(() => Int, { description: 'New or changed, stored.' })
  readonly stored!: number;

  @Field(() => Int, { description: 'Known already.' })
  readonly unchanged!: number;

  @Field(() => Int, { description: 'Older than what is stored.' })
  readonly stale!: number;

  @Field(() => Int, { description: 'Refused, kept in quarantine.' })
  readonly quarantined!: number;

  @Field(() => String, { nullable: true, description: 'Why it failed.' })
  readonly error!: string | null;
}

export const SyncRunConnection = connectionOf('SyncRun', 'sync runs (lần đọc nguồn)', SyncRun);
