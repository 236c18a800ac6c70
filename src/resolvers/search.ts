import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, Info, Query, Resolver } from 'type-graphql';
import { Selection } from '../reads/engine/selection.js';
import { readSearch } from '../reads/search/index.js';
import { SearchArgs, SearchHitConnection } from '../schema/search.js';
import { type Context, callerOf } from './context.js';

@Resolver()
export class SearchResolver {
  @Query(() => SearchHitConnection, {
    description:
      'Everything that the hub holds and you may see, by a code or by words, the best first (tìm kiếm chung).',
  })
  search(
    @Ctx() context: Context,
    @Args(() => SearchArgs) args: SearchArgs,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    return readSearch(context.services.reads, callerOf(context), args, Selection.of(info));
  }
}
