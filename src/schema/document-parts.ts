import { Field, Float, ObjectType } from 'type-graphql';
import { DocumentStateEnum } from './enums/document.js';
import { DateTimeScalar } from './scalars.js';

@ObjectType({ description: 'An agency that a document is sent to (nơi nhận).' })
export class DocumentRecipient {
  @Field(() => String, { nullable: true, description: 'Identifier (mã định danh).' })
  readonly code!: string | null;

  @Field(() => String, { nullable: true, description: 'Name.' })
  readonly name!: string | null;

  @Field(() => DocumentStateEnum, {
    nullable: true,
    description: 'Where it stands there; null: nothing was heard.',
  })
  readonly state!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Since when.' })
  readonly stateAt!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why it was refused; masked without the scope `personal`.',
  })
  readonly reason!: string | null;
}

@ObjectType({ description: 'A file of a document (tệp đính kèm).' })
export class DocumentFile {
  @Field(() => String, { description: 'Name.' })
  readonly name!: string;

  @Field(() => String, { nullable: true, description: 'Media type as its sender calls it.' })
  readonly mediaType!: string | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Size in bytes of what came inside of a package, or was fetched; null: a register names it, and it was not fetched yet, or could not be.',
  })
  readonly bytes!: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Why it could not be had: `FILE_UNAVAILABLE` (not there, or not what it says), `FILE_HOST_NOT_ALLOWED` (another place than the source’s own), `FILE_TOO_LARGE`, `RETRY` (its place does not answer); null with `asOf`.',
  })
  readonly problem!: string | null;
}

@ObjectType({ description: 'A step that somebody took with a document (quá trình xử lý).' })
export class DocumentTrace {
  @Field(() => DateTimeScalar, { description: 'When.' })
  readonly at!: string;

  @Field(() => String, { nullable: true, description: 'Agency that says it, by its identifier.' })
  readonly organ!: string | null;

  @Field(() => String, { nullable: true, description: 'Department.' })
  readonly department!: string | null;

  @Field(() => String, { nullable: true, description: 'Officer.' })
  readonly staff!: string | null;

  @Field(() => String, { nullable: true, description: 'Status code of QCVN 102:2016, `01` to `16`.' })
  readonly status!: string | null;

  @Field(() => String, { nullable: true, description: 'Note; masked without the scope `personal`.' })
  readonly note!: string | null;
}
