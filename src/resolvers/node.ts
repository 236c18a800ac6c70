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
}
