import { Field, ID, InterfaceType } from 'type-graphql';

/** Anything that can be asked for again by its global id. */
@InterfaceType('Node', {
  description: 'Anything that has a global id and can be asked for again by `node`.',
  resolveType: (value: { readonly __typename?: string }) => value.__typename ?? '',
})
export abstract class Node {
  @Field(() => ID, { description: 'Global, opaque id.' })
  readonly id!: string;
}
