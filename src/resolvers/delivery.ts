import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import { deliveryPage } from '../reads/delivery.js';
import { Selection } from '../reads/engine/selection.js';
import { DeliveriesArgs } from '../schema/args/deliveries.js';
import { Delivery, DeliveryConnection } from '../schema/delivery.js';
import { Dossier } from '../schema/dossier.js';
import { Notice } from '../schema/notice.js';
import { byKey } from './by-key.js';
import { type Context, callerOf } from './context.js';

@Resolver(() => Delivery)
export class DeliveryResolver {
  @Query(() => DeliveryConnection, { description: 'Deliveries (lượt gửi), the newest first.' })
  deliveries(
    @Ctx() context: Context,
    @Args(() => DeliveriesArgs) args: DeliveriesArgs,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    return context.services.reads.page(callerOf(context), deliveryPage, args, Selection.of(info));
  }

  @Query(() => Delivery, { nullable: true, description: 'One delivery; null when there is none for you.' })
  delivery(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID, { description: 'Global id.' }) id: string,
  ): Promise<unknown> {
    return context.services.reads.byId(callerOf(context), id, Selection.of(info), 'Delivery');
  }

  @FieldResolver(() => Dossier, {
    nullable: true,
    description: 'The dossier that it carries; null when it carries a notice.',
  })
  dossier(@Root() root: object, @Info() info: GraphQLResolveInfo): unknown {
    return byKey(root, info);
  }

  @FieldResolver(() => Notice, {
    nullable: true,
    description: 'The notice that it carries; null when it carries a dossier.',
  })
  notice(@Root() root: object, @Info() info: GraphQLResolveInfo): unknown {
    return byKey(root, info);
  }
}
