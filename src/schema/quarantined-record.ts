import { Field, Int, ObjectType } from 'type-graphql';
import { connectionOf } from './connection.js';
import { QuarantineStateEnum, ResolutionEnum, SubjectKindEnum } from './enums/operations.js';
import { Node } from './node.js';
import { DateTimeScalar } from './scalars.js';

@ObjectType({ description: 'One thing that is wrong with a record (lỗi).' })
export class RecordProblem {
  @Field(() => String, { description: "The source's field, `KetQua[0].Ten`; empty: the record as a whole." })
  readonly field!: string;

  @Field(() => String, { description: 'Code, `MISSING`, `UNKNOWN_UNIT`, `ILLEGAL_STEP`, ….' })
  readonly code!: string;

  @Field(() => String, { description: 'In words; names no personal value.' })
  readonly message!: string;

  @Field(() => [String], {
    description:
      'Answering `recordDossiers`: path inside the input; elsewhere empty, no input holds the field.',
  })
  readonly path!: string[];
}

@ObjectType({ description: 'Where a record stood at its source (vị trí).' })
export class RecordPlace {
  @Field(() => String, { nullable: true, description: 'File.' })
  readonly file!: string | null;

  @Field(() => Int, { nullable: true, description: 'Line, from 1.' })
  readonly line!: number | null;

  @Field(() => Int, { nullable: true, description: 'Row, from 1, the header counted.' })
  readonly row!: number | null;

  @Field(() => Int, { nullable: true, description: 'Page of a paged source.' })
  readonly page!: number | null;
}

@ObjectType({
  implements: Node,
  description:
    'A record that was refused and kept (vùng cách ly); the record itself is sealed, and shown with the scope `personal` only, of a kind that may be sensitive (dossiers, officials, …) with `sensitive` only.',
})
export class QuarantinedRecord extends Node {
  @Field(() => String, { description: 'Source, `one-stop`.' })
  readonly source!: string;

  @Field(() => SubjectKindEnum, { description: 'Kind of record.' })
  readonly kind!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Its key, when it could be read; null to who may not read records of the kind.',
  })
  readonly key!: string | null;

  @Field(() => RecordPlace, { description: 'Where it stood.' })
  readonly place!: RecordPlace;

  @Field(() => [RecordProblem], { description: 'What is wrong with it.' })
  readonly problems!: RecordProblem[];

  @Field(() => QuarantineStateEnum, { description: 'State.' })
  readonly state!: string;

  @Field(() => [String], {
    description: 'What it waits for, `unit:H56.14.99`: taken up again by itself when all are there.',
  })
  readonly waitsFor!: string[];

  @Field(() => DateTimeScalar, { description: 'First seen.' })
  readonly firstSeenAt!: string;

  @Field(() => DateTimeScalar, { description: 'Last seen.' })
  readonly lastSeenAt!: string;

  @Field(() => Int, { description: 'How often it came.' })
  readonly times!: number;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was resolved; null while open.' })
  readonly resolvedAt!: string | null;

  @Field(() => String, {
    description: 'The record as JSON text, as it was last corrected; hidden without the scope of its kind.',
  })
  readonly raw!: string;

  @Field(() => ResolutionEnum, {
    nullable: true,
    description: 'How somebody resolved it; null while open, and when it was resolved by itself.',
  })
  readonly resolution!: string | null;

  @Field(() => String, { nullable: true, description: 'Who did: the name of a key.' })
  readonly resolvedBy!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why it was discarded; hidden without the scope of its kind.',
  })
  readonly reason!: string | null;
}

export const QuarantinedRecordConnection = connectionOf(
  'QuarantinedRecord',
  'quarantined records (vùng cách ly)',
  QuarantinedRecord,
);
