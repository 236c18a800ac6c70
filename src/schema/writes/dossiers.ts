import { Field, InputType, ObjectType } from 'type-graphql';
import { defineEnum } from '../enums/define.js';
import { Problem } from '../payloads.js';
import { RecordProblem } from '../quarantined-record.js';
import { DossierInput } from './dossier-input.js';

export const RecordFateEnum = defineEnum('RecordFate', 'What became of a record (kết quả tiếp nhận).', {
  STORED: ['stored', 'Đã lưu: mới hoặc có thay đổi'],
  UNCHANGED: ['unchanged', 'Không có gì mới'],
  STALE: ['stale', 'Cũ hơn bản đang lưu'],
  QUARANTINED: ['quarantined', 'Bị từ chối — kept in quarantine, see its problems'],
});

@InputType({ description: 'One dossier, under a key of the client.' })
export class PushedDossierInput {
  @Field(() => String, {
    description:
      'Key by which the client tells this very push again, at most 200 letters. The same key and record again answer the same; kept for 30 days.',
  })
  readonly clientKey!: string;

  @Field(() => DossierInput, { description: 'The dossier.' })
  readonly dossier!: DossierInput;
}

@InputType({ description: 'What a desk without files pushes.' })
export class RecordDossiersInput {
  @Field(() => [PushedDossierInput], { description: 'At most 500, in the order in which they came to be.' })
  readonly records!: PushedDossierInput[];
}

@ObjectType({ description: 'What became of one record (kết quả từng bản ghi).' })
export class RecordOutcome {
  @Field(() => String, { description: "The client's key." })
  readonly clientKey!: string;

  @Field(() => RecordFateEnum, { nullable: true, description: 'Null: nothing was done, see `errors`.' })
  readonly fate!: string | null;

  @Field(() => String, { nullable: true, description: 'Dossier code, when it could be read.' })
  readonly code!: string | null;

  @Field(() => Boolean, { description: 'Whether this was answered before, under the same key.' })
  readonly repeated!: boolean;

  @Field(() => [RecordProblem], {
    description: 'Why it was refused, or would be; fields as in the exchange form.',
  })
  readonly problems!: RecordProblem[];
}

@ObjectType({ description: 'What became of the records, in their order.' })
export class RecordDossiersPayload {
  @Field(() => [RecordOutcome], {
    description: 'One for each record; empty when the list itself was refused, being too long.',
  })
  readonly results!: RecordOutcome[];

  @Field(() => [Problem], { description: 'What could not be done, of the list and of keys.' })
  readonly errors!: Problem[];
}
