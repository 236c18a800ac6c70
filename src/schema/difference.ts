import { Field, Int, ObjectType } from 'type-graphql';
import { connectionOf } from './connection.js';
import { DifferenceProblemEnum } from './enums/comparison.js';
import { SubjectKindEnum } from './enums/operations.js';
import { Node } from './node.js';
import { DateTimeScalar } from './scalars.js';

/** Its `unit`, `dossier` and `notice` are added by resolvers/comparisons.ts. */
@ObjectType({
  implements: Node,
  description:
    'Where a source and the store differ although nothing was said (điểm lệch). It is for a person to settle at the source: nothing is stored, deleted or sent because of it.',
})
export class Difference extends Node {
  @Field(() => String, { description: 'Source, `one-stop`.' })
  readonly source!: string;

  @Field(() => DifferenceProblemEnum, { description: 'How they differ.' })
  readonly problem!: string;

  @Field(() => SubjectKindEnum, { description: 'Kind of record.' })
  readonly subjectKind!: string;

  @Field(() => String, {
    nullable: true,
    description:
      "The record's key, a dossier's code; null when it could not be read, and to who may not read such records.",
  })
  readonly subjectKey!: string | null;

  @Field(() => String, { nullable: true, description: 'Where a record without a key stands at the source.' })
  readonly place!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the source says that the record changed; null when it does not, or is gone.',
  })
  readonly sourceChangedAt!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the stored version changed at the source; null when nothing is stored.',
  })
  readonly storedChangedAt!: string | null;

  @Field(() => DateTimeScalar, { description: 'First found.' })
  readonly firstFoundAt!: string;

  @Field(() => DateTimeScalar, { description: 'Last found.' })
  readonly lastFoundAt!: string;

  @Field(() => Int, { description: 'How many comparisons in a row found it.' })
  readonly times!: number;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When a comparison found it right again; null while open.',
  })
  readonly closedAt!: string | null;
}

@ObjectType({ description: 'How many open differences of one kind (số điểm lệch).' })
export class DifferenceCount {
  @Field(() => DifferenceProblemEnum, { description: 'How source and store differ.' })
  readonly problem!: string;

  @Field(() => Int, { description: 'How many.' })
  readonly count!: number;
}

export const DifferenceConnection = connectionOf(
  'Difference',
  'differences between sources and store (điểm lệch)',
  Difference,
);
