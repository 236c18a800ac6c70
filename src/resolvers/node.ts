import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, ID, Info, Query, Resolver } from 'type-graphql';
import { Selection } from '../reads/engine/selection.js';
import { Node } from '../schema/node.js';
import { type Context, callerOf } from './context.js';

@Resolver()
export class NodeResolver {
  @Query(() => Node, {
    nullable: true,
    description: 'Anything by its global id; null when there is nothing for you.',
  })
  node(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID, { description: 'Global id.' }) id: string,
  ): Promise<unknown> {
    return context.services.reads.byId(callerOf(context), id, Selection.of(info));
  }

  @Query(() => [Node], {
    nullable: 'items',
    description: 'Anything by global ids, each in its place; null where there is nothing for you.',
  })
  nodes(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('ids', () => [ID], { description: 'Global ids, at most 100.' }) ids: string[],
  ): Promise<unknown> {
    return context.services.reads.byIds(callerOf(context), ids, Selection.of(info));
  }
}
