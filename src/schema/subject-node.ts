import { Field, Int, ObjectType } from 'type-graphql';
import { Node } from './node.js';
import { DateTimeScalar } from './scalars.js';

/** What everything that a system of the district holds says of itself: where it came from and since when it stands so. */
@ObjectType()
export abstract class SubjectNode extends Node {
  @Field(() => String, { description: 'The source that it came from.' })
  readonly origin!: string;

  @Field(() => Int, { description: 'How many versions the hub keeps; the newest is shown.' })
  readonly versionCount!: number;

  @Field(() => DateTimeScalar, { description: 'Last change at the source.' })
  readonly changedAt!: string;

  @Field(() => DateTimeScalar, { description: 'When the hub read that.' })
  readonly readAt!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was deleted at the source.' })
  readonly deletedAt!: string | null;
}
