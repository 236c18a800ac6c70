import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import { Selection } from '../reads/engine/selection.js';
import { connectivityPage } from '../reads/network-site.js';
import { AS_OF_SHOWN } from '../schema/args/subjects.js';
import {
  ConnectivityArgs,
  NetworkSite,
  NetworkSiteConnection,
  UnitNetworkSitesArgs,
} from '../schema/network-site.js';
import { DateTimeScalar } from '../schema/scalars.js';
import { Unit } from '../schema/unit.js';
import { byKey } from './by-key.js';
import { type Context, callerOf } from './context.js';
import { oneBy } from './one-by.js';

@Resolver()
export class NetworkSiteResolver {
  @Query(() => NetworkSiteConnection, {
    description: "Units' connections to the province's network (mạng truyền số liệu), by code.",
  })
  connectivity(
    @Ctx() context: Context,
    @Args(() => ConnectivityArgs) args: ConnectivityArgs,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    return context.services.reads.page(callerOf(context), connectivityPage, args, Selection.of(info));
  }

  @Query(() => NetworkSite, {
    nullable: true,
    description: 'One network site, by its global id or by its code; null when there is none.',
  })
  networkSite(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID, { nullable: true, description: 'Global id.' }) id?: string | null,
    @Arg('code', () => String, { nullable: true, description: 'Code (mã đường truyền).' })
    code?: string | null,
    @Arg('asOf', () => DateTimeScalar, { nullable: true, description: AS_OF_SHOWN }) asOf?: string | null,
  ): Promise<unknown> {
    return oneBy(context, info, 'NetworkSite', { id, code }, asOf);
  }
}

@Resolver(() => Unit)
export class UnitNetworkResolver {
  @FieldResolver(() => [NetworkSite], { description: 'Its connections to the network.' })
  networkSites(
    @Root() root: object,
    @Info() info: GraphQLResolveInfo,
    @Args(() => UnitNetworkSitesArgs) _args: UnitNetworkSitesArgs,
  ): unknown {
    return byKey(root, info);
  }
}
