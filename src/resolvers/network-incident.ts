import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import { Selection } from '../reads/engine/selection.js';
import { networkIncidentsPage } from '../reads/network-incident.js';
import { AS_OF_SHOWN } from '../schema/args/subjects.js';
import {
  IncidentFilterArgs,
  NetworkIncident,
  NetworkIncidentConnection,
  NetworkIncidentsArgs,
  SiteIncidentsArgs,
  UnitIncidentsArgs,
} from '../schema/network-incident.js';
import { NetworkSite } from '../schema/network-site.js';
import { DateTimeScalar } from '../schema/scalars.js';
import { Unit } from '../schema/unit.js';
import { byKey } from './by-key.js';
import { type Context, callerOf } from './context.js';
import { oneBy } from './one-by.js';

@Resolver()
export class NetworkIncidentResolver {
  @Query(() => NetworkIncidentConnection, {
    description: 'Incidents on the network (sự cố mạng), the latest first.',
  })
  networkIncidents(
    @Ctx() context: Context,
    @Args(() => NetworkIncidentsArgs) args: NetworkIncidentsArgs,
    @Args(() => IncidentFilterArgs) filter: IncidentFilterArgs,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    const all = { ...args, ...filter };
    return context.services.reads.page(callerOf(context), networkIncidentsPage, all, Selection.of(info));
  }

  @Query(() => NetworkIncident, {
    nullable: true,
    description: 'One incident, by its global id or by its code; null when there is none.',
  })
  networkIncident(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID, { nullable: true, description: 'Global id.' }) id?: string | null,
    @Arg('code', () => String, { nullable: true, description: 'Code (mã sự cố).' }) code?: string | null,
    @Arg('asOf', () => DateTimeScalar, { nullable: true, description: AS_OF_SHOWN }) asOf?: string | null,
  ): Promise<unknown> {
    return oneBy(context, info, 'NetworkIncident', { id, code }, asOf);
  }
}

@Resolver(() => Unit)
export class UnitIncidentsResolver {
  @FieldResolver(() => [NetworkIncident], { description: 'Its incidents on the network, the latest first.' })
  networkIncidents(
    @Root() root: object,
    @Info() info: GraphQLResolveInfo,
    @Args(() => UnitIncidentsArgs) _args: UnitIncidentsArgs,
  ): unknown {
    return byKey(root, info);
  }
}

@Resolver(() => NetworkSite)
export class SiteIncidentsResolver {
  @FieldResolver(() => [NetworkIncident], { description: 'Incidents there, the latest first.' })
  incidents(
    @Root() root: object,
    @Info() info: GraphQLResolveInfo,
    @Args(() => SiteIncidentsArgs) _args: SiteIncidentsArgs,
  ): unknown {
    return byKey(root, info);
  }
}
