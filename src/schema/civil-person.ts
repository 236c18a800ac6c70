import { Field, ObjectType } from 'type-graphql';
import { CivilRoleEnum, IdentityPaperEnum, ResidenceEnum } from './enums/civil-status.js';
import { GenderEnum } from './enums/person.js';
import { PartialDateScalar } from './scalars.js';

@ObjectType({ description: 'Somebody who stands in a registration of civil status.' })
export class CivilPerson {
  @Field(() => CivilRoleEnum, { description: 'As what they stand in it.' })
  readonly role!: string;

  @Field(() => String, { description: 'Name (họ tên).' })
  readonly name!: string;

  @Field(() => GenderEnum, { nullable: true, description: 'Gender.' })
  readonly gender!: string | null;

  @Field(() => PartialDateScalar, { nullable: true, description: 'Birth date, as far as it is known.' })
  readonly birthDate!: string | null;

  @Field(() => String, { nullable: true, description: 'Identity number (số định danh).' })
  readonly personalId!: string | null;

  @Field(() => IdentityPaperEnum, { nullable: true, description: 'Paper of identity.' })
  readonly paper!: string | null;

  @Field(() => String, { nullable: true, description: 'Number of that paper.' })
  readonly paperNumber!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Ethnicity (dân tộc). Masked without the scope `sensitive`.',
  })
  readonly ethnicity!: string | null;

  @Field(() => String, { nullable: true, description: 'Nationality (quốc tịch).' })
  readonly nationality!: string | null;

  @Field(() => ResidenceEnum, { nullable: true, description: 'Kind of residence.' })
  readonly residence!: string | null;

  @Field(() => String, { nullable: true, description: 'Where they live (nơi cư trú).' })
  readonly address!: string | null;

  @Field(() => String, { nullable: true, description: 'Birth place (nơi sinh).' })
  readonly birthPlace!: string | null;

  @Field(() => String, { nullable: true, description: 'Home town (quê quán).' })
  readonly homeTown!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Of who asked for it: what they are to whom it is about. Masked without the scope `sensitive`.',
  })
  readonly relation!: string | null;

  // Of a type that is made of this one: the resolver tells the schema which.
  readonly registrations!: object[] | null;
}
