import { ArgsType, Field } from 'type-graphql';
import { PartialDateScalar } from '../scalars.js';
import { PURPOSE, SubjectArgs } from './subjects.js';

/** What lists of records that are each about one person can be narrowed by. */
@ArgsType()
export abstract class PersonArgs extends SubjectArgs {
  @Field(() => String, {
    nullable: true,
    description: 'Only of who has this identity number; with the scope `personal` only.',
  })
  readonly personalId?: string | null;

  @Field(() => String, { nullable: true, description: PURPOSE })
  readonly purpose?: string | null;
}

/** The same where people are found by their birth too. */
@ArgsType()
export abstract class BornArgs extends PersonArgs {
  @Field(() => PartialDateScalar, {
    nullable: true,
    description:
      'Born on this day or later; `1980`: from its first day. Finds whoever may be; with the scope `personal` only.',
  })
  readonly bornFrom?: string | null;

  @Field(() => PartialDateScalar, {
    nullable: true,
    description: 'Born on this day or earlier; `1980`: to its last day. With the scope `personal` only.',
  })
  readonly bornTo?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Of the birth date: only who surely is born so, whatever its unknown parts are.',
  })
  readonly bornSurely?: boolean | null;
}
