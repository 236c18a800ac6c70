import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import { Document } from './document.js';
import { Dossier } from './dossier.js';
import { defineNames } from './enums/define.js';
import { DocumentDirectionEnum } from './enums/document.js';
import { DossierStateEnum } from './enums/dossier.js';
import { Official } from './official.js';
import { DateTimeScalar } from './scalars.js';

export const OfficialMatchEnum = defineNames(
  'OfficialMatch',
  'How it is known that something is of an official (căn cứ xác định).',
  {
    CERTIFICATE:
      'Ký số bằng chứng thư của người đó — sure: a good signature with a certificate of that person',
    NAME_IN_UNIT:
      'Họ tên, là người duy nhất mang tên đó ở đơn vị vào ngày đó — the only official of the name who held a post in the unit on that day',
  },
);

const MATCHED_BY = 'Every way in which that is known.';

@ObjectType({ description: 'An official who is meant by a name, and how that is known.' })
export class MatchedOfficial {
  @Field(() => [OfficialMatchEnum], { description: MATCHED_BY })
  readonly matchedBy!: string[];

  @Field(() => Official, { description: 'Who it is.' })
  readonly official!: Official;
}

@ObjectType({ description: 'A dossier that an official worked on or whose result the official signed.' })
export class OfficialDossier {
  @Field(() => [OfficialMatchEnum], { description: MATCHED_BY })
  readonly matchedBy!: string[];

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the official last did something with it; null: a signature without a time.',
  })
  readonly at!: string | null;

  @Field(() => Dossier, { description: 'The dossier.' })
  readonly dossier!: Dossier;
}

@ObjectType({ description: 'A document that an official signed.' })
export class OfficialDocument {
  @Field(() => [OfficialMatchEnum], { description: MATCHED_BY })
  readonly matchedBy!: string[];

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was signed or issued; null: a signature without a time.',
  })
  readonly at!: string | null;

  @Field(() => Document, { description: "The document: its issuer's copy, or else the first that is seen." })
  readonly document!: Document;
}

/** What lists of what an official did can be narrowed by. */
@ArgsType()
class OfficialActsArgs {
  @Field(() => Int, { defaultValue: 20, description: 'At most this many, 1–100; the latest first.' })
  readonly first!: number;

  @Field(() => [OfficialMatchEnum], { nullable: true, description: 'Only what is known by one of these.' })
  readonly matchedBy?: string[] | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Done at this time or later.' })
  readonly from?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Done before this time.' })
  readonly to?: string | null;
}

@ArgsType()
export class OfficialDossiersArgs extends OfficialActsArgs {
  @Field(() => [DossierStateEnum], { nullable: true, description: 'Only in one of these states.' })
  readonly states?: number[] | null;
}

@ArgsType()
export class OfficialDocumentsArgs extends OfficialActsArgs {
  @Field(() => DocumentDirectionEnum, { nullable: true, description: 'Only sent, or only received.' })
  readonly direction?: string | null;
}
