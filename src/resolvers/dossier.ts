import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import { dossierPage } from '../reads/dossier.js';
import { Selection } from '../reads/engine/selection.js';
import { AS_OF } from '../schema/args/carried.js';
import { DeliveryListArgs } from '../schema/args/delivery-list.js';
import { DossiersArgs } from '../schema/args/dossiers.js';
import { Delivery } from '../schema/delivery.js';
import { Dossier, DossierConnection } from '../schema/dossier.js';
import { DateTimeScalar } from '../schema/scalars.js';
import { byKey } from './by-key.js';
import { type Context, callerOf } from './context.js';
import { oneBy } from './one-by.js';

@Resolver(() => Dossier)
export class DossierResolver {
  @Query(() => DossierConnection, {
    description: 'Dossiers (hồ sơ), the latest received first, before them those not yet received.',
  })
  dossiers(
    @Ctx() context: Context,
    @Args(() => DossiersArgs) args: DossiersArgs,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    return context.services.reads.page(callerOf(context), dossierPage, args, Selection.of(info));
  }

  @Query(() => Dossier, {
    nullable: true,
    description: 'One dossier, by its global id or by its code; null when there is none for you.',
  })
  dossier(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID, { nullable: true, description: 'Global id.' }) id?: string | null,
    @Arg('code', () => String, { nullable: true, description: 'Dossier code (mã hồ sơ).' }) code?:
      | string
      | null,
    @Arg('asOf', () => DateTimeScalar, { nullable: true, description: AS_OF }) asOf?: string | null,
  ): Promise<unknown> {
    return oneBy(context, info, 'Dossier', { id, code }, asOf);
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
