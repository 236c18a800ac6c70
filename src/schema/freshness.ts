import { Field, Float, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar } from './scalars.js';

@ObjectType({
  description: 'How fresh and how whole what the hub holds of one system is (độ mới của dữ liệu).',
})
export class SystemFreshness {
  @Field(() => String, { description: 'Source, `one-stop`.' })
  readonly source!: string;

  @Field(() => String, { description: 'What an officer calls it.' })
  readonly label!: string;

  @Field(() => Boolean, { description: 'Whether it has an address: what has none is not read.' })
  readonly configured!: boolean;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'End of its last whole reading; null when there was none.',
  })
  readonly lastDoneAt!: string | null;

  @Field(() => Int, { nullable: true, description: 'Seconds since then.' })
  readonly ageSeconds!: number | null;

  @Field(() => Int, { description: 'Seconds after which it is read again.' })
  readonly everySeconds!: number;

  @Field(() => Boolean, {
    description:
      'Whether it is connected and was not read for five of its turns, ten minutes at least; or never.',
  })
  readonly stale!: boolean;

  @Field(() => Int, { description: 'Records that the hub holds of it, deleted ones not counted.' })
  readonly records!: number;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Newest change at the source among these.' })
  readonly newestChangedAt!: string | null;

  @Field(() => Int, { description: 'Records that were refused and wait for somebody.' })
  readonly openQuarantine!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Per cent of what came that is held: records of records and refused ones. Null when nothing came.',
  })
  readonly completeness!: number | null;
}
