import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import { Selection } from '../reads/engine/selection.js';
import { noticePage } from '../reads/notice.js';
import { AS_OF } from '../schema/args/carried.js';
import { DeliveryListArgs } from '../schema/args/delivery-list.js';
import { NoticesArgs } from '../schema/args/notices.js';
import { Delivery } from '../schema/delivery.js';
import { Notice, NoticeConnection } from '../schema/notice.js';
import { DateTimeScalar } from '../schema/scalars.js';
import { byKey } from './by-key.js';
import { type Context, callerOf } from './context.js';
import { oneBy } from './one-by.js';

@Resolver(() => Notice)
export class NoticeResolver {
  @Query(() => NoticeConnection, { description: 'Notices (tin, thông báo), the latest published first.' })
  notices(
    @Ctx() context: Context,
    @Args(() => NoticesArgs) args: NoticesArgs,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    return context.services.reads.page(callerOf(context), noticePage, args, Selection.of(info));
  }

  @Query(() => Notice, {
    nullable: true,
    description: 'One notice, by its global id or by its code; null when there is none.',
  })
  notice(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID, { nullable: true, description: 'Global id.' }) id?: string | null,
    @Arg('code', () => String, { nullable: true, description: "Id at the district's portal (mã tin)." })
    code?: string | null,
    @Arg('asOf', () => DateTimeScalar, { nullable: true, description: AS_OF }) asOf?: string | null,
  ): Promise<unknown> {
    return oneBy(context, info, 'Notice', { id, code }, asOf);
  }

  @FieldResolver(() => [Delivery], { description: 'What is or was owed to portals for it, newest first.' })
  deliveries(
    @Root() root: object,
    @Info() info: GraphQLResolveInfo,
    @Args(() => DeliveryListArgs) _args: DeliveryListArgs,
  ): unknown {
    return byKey(root, info);
  }
}
