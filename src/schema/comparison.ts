import { Field, Int, ObjectType } from 'type-graphql';
import { connectionOf } from './connection.js';
import { GoneUnjudgedEnum } from './enums/comparison.js';
import { SyncStateEnum } from './enums/operations.js';
import { Node } from './node.js';
import { DateTimeScalar } from './scalars.js';

@ObjectType({
  implements: Node,
  description: 'One comparison of all that a source holds with the store (đợt đối soát); it only reports.',
})
export class Comparison extends Node {
  @Field(() => String, { description: 'Source, `one-stop`.' })
  readonly source!: string;

  @Field(() => DateTimeScalar, { description: 'Begin.' })
  readonly startedAt!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'End; null while it runs.' })
  readonly finishedAt!: string | null;

  @Field(() => SyncStateEnum, { description: 'State; only one that is DONE has found anything.' })
  readonly state!: string;

  @Field(() => Int, { description: 'Records of the source.' })
  readonly read!: number;

  @Field(() => Int, { description: 'Records that changed quietly, all of them, also beyond those listed.' })
  readonly changed!: number;

  @Field(() => Int, { description: 'Records that went away quietly; 0 when that was not judged.' })
  readonly gone!: number;

  @Field(() => Int, { description: 'Records, or changes of them, that the store lacks.' })
  readonly missed!: number;

  @Field(() => Int, { description: 'Differences of before that it found to be right again.' })
  readonly closed!: number;

  @Field(() => GoneUnjudgedEnum, {
    nullable: true,
    description: 'Why it says nothing about records that did not come; null: it does.',
  })
  readonly goneUnjudged!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it failed.' })
  readonly error!: string | null;
}

export const ComparisonConnection = connectionOf('Comparison', 'comparisons (đợt đối soát)', Comparison);
