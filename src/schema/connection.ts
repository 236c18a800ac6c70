import { type ClassType, Field, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'Where a page stands in its list (Relay).' })
export class PageInfo {
  @Field(() => Boolean, { description: 'Whether something follows after `endCursor` in this list.' })
  readonly hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'Whether something stands before `startCursor` in this list.' })
  readonly hasPreviousPage!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the first edge; null when the page is empty.',
  })
  readonly startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Cursor of the last edge; null when the page is empty.',
  })
  readonly endCursor!: string | null;
}

/** The Relay connection of a type, `<Name>Connection` with `<Name>Edge`. Call it once for each type. */
export function connectionOf<Item extends object>(name: string, what: string, item: ClassType<Item>) {
  @ObjectType(`${name}Edge`, { description: `One of the ${what}, with its place in the list.` })
  class Edge {
    @Field(() => String, { description: 'Opaque place in the list, for `after` and `before`.' })
    readonly cursor!: string;

    @Field(() => item, { description: 'What stands there.' })
    readonly node!: Item;
  }

  @ObjectType(`${name}Connection`, { description: `A page of ${what}.` })
  class Connection {
    @Field(() => [Edge], { description: 'What is on the page.' })
    readonly edges!: Edge[];

    @Field(() => PageInfo, { description: 'Where the page stands.' })
    readonly pageInfo!: PageInfo;

    @Field(() => Int, { description: 'How many there are with this filter; counted only when selected.' })
    readonly totalCount!: number;
  }
  return Connection;
}
