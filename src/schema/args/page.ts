import { ArgsType, Field, Int } from 'type-graphql';

/** A page of a list, forwards or backwards (Relay). */
@ArgsType()
export abstract class PageArgs {
  @Field(() => Int, {
    nullable: true,
    description: 'The first so many, 1–100; 20 when neither `first` nor `last` is given.',
  })
  readonly first?: number | null;

  @Field(() => String, { nullable: true, description: 'Only what comes after this cursor of the same list.' })
  readonly after?: string | null;

  @Field(() => Int, { nullable: true, description: 'The last so many, 1–100; not together with `first`.' })
  readonly last?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only what comes before this cursor of the same list.',
  })
  readonly before?: string | null;
}

export const SEARCH = 'Words that must all occur, with or without accents.';
export const WITHIN =
  'Only this unit, all below it while it was, and what took over from these, each from the day on which it did; by any code that it has or had.';
export const FOLLOW = 'Whether what took over from the unit that is asked for counts too.';
