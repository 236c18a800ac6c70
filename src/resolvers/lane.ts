import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import { Selection } from '../reads/engine/selection.js';
import { lanePage } from '../reads/lane.js';
import { DeliveryListArgs } from '../schema/args/delivery-list.js';
import { LanesArgs } from '../schema/args/operations.js';
import { Delivery } from '../schema/delivery.js';
import { Dossier } from '../schema/dossier.js';
import { Lane, LaneConnection } from '../schema/lane.js';
import { Notice } from '../schema/notice.js';
import { byKey } from './by-key.js';
import { type Context, callerOf } from './context.js';

@Resolver(() => Lane)
export class LaneResolver {
  @Query(() => LaneConnection, {
    description: 'Lanes (luồng gửi) and why they wait, the newest first. For operators and above.',
  })
  lanes(
    @Ctx() context: Context,
    @Args(() => LanesArgs) args: LanesArgs,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    return context.services.reads.page(callerOf(context), lanePage, args, Selection.of(info));
  }

  @FieldResolver(() => Dossier, { nullable: true, description: 'Its dossier; null when it is of a notice.' })
  dossier(@Root() root: object, @Info() info: GraphQLResolveInfo): unknown {
    return byKey(root, info);
  }

  @FieldResolver(() => Notice, { nullable: true, description: 'Its notice; null when it is of a dossier.' })
  notice(@Root() root: object, @Info() info: GraphQLResolveInfo): unknown {
    return byKey(root, info);
  }

  @FieldResolver(() => [Delivery], { description: 'Its deliveries, newest first.' })
  deliveries(
    @Root() root: object,
    @Info() info: GraphQLResolveInfo,
    @Args(() => DeliveryListArgs) _args: DeliveryListArgs,
  ): unknown {
    return byKey(root, info);
  }
}
