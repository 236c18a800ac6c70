import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { defineNames } from '../enums/define.js';
import { Problem } from '../payloads.js';
import { QuarantinedRecord, RecordProblem } from '../quarantined-record.js';
import { RecordFateEnum } from './dossiers.js';

export const QuarantineActionEnum = defineNames(
  'QuarantineAction',
  'What to do with a quarantined record (xử lý bản ghi bị cách ly).',
  {
    EDIT: 'Sửa lại rồi tiếp nhận — needs `raw` and the scope that shows the record',
    REPLAY: 'Tiếp nhận lại nguyên trạng — after what it lacked has come',
    DISCARD: 'Loại bỏ — needs a `reason`',
  },
);
export type QuarantineAction = keyof typeof QuarantineActionEnum;

@InputType({ description: 'Which record, and what to do with it.' })
export class ResolveQuarantinedInput {
  @Field(() => ID, { description: 'Global id of an open quarantined record.' })
  readonly id!: string;

  @Field(() => QuarantineActionEnum, { description: 'What to do.' })
  readonly action!: QuarantineAction;

  @Field(() => String, {
    nullable: true,
    description: 'For EDIT: the whole record as it should be, as JSON text in the exchange form.',
  })
  readonly raw?: string | null;

  @Field(() => String, { nullable: true, description: 'For DISCARD: why; at most 500 letters.' })
  readonly reason?: string | null;
}

@ObjectType({ description: 'The record as it stands now.' })
export class ResolveQuarantinedPayload {
  @Field(() => QuarantinedRecord, { nullable: true, description: 'The record; null when it was not found.' })
  readonly record!: QuarantinedRecord | null;

  @Field(() => RecordFateEnum, {
    nullable: true,
    description: 'What became of it; QUARANTINED: it stays there. Null: discarded, or nothing was done.',
  })
  readonly fate!: string | null;

  @Field(() => [RecordProblem], { description: 'What is still wrong with it.' })
  readonly problems!: RecordProblem[];

  @Field(() => [Problem], { description: 'What could not be done; empty: it was done.' })
  readonly errors!: Problem[];
}
