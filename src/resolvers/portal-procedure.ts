import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import { Selection } from '../reads/engine/selection.js';
import { portalProcedurePage } from '../reads/portal-procedure.js';
import { AS_OF_SHOWN } from '../schema/args/subjects.js';
import { ListingEnum } from '../schema/enums/catalogue.js';
import {
  PortalProcedure,
  PortalProcedureConnection,
  PortalProceduresArgs,
} from '../schema/portal-procedure.js';
import { Procedure } from '../schema/procedure.js';
import { DateTimeScalar } from '../schema/scalars.js';
import { byKey } from './by-key.js';
import { type Context, callerOf } from './context.js';
import { oneBy } from './one-by.js';

@Resolver()
export class PortalProcedureResolver {
  @Query(() => PortalProcedureConnection, {
    description: "The provincial portal's own list of procedures (thủ tục trên cổng tỉnh), by code.",
  })
  portalProcedures(
    @Ctx() context: Context,
    @Args(() => PortalProceduresArgs) args: PortalProceduresArgs,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    return context.services.reads.page(callerOf(context), portalProcedurePage, args, Selection.of(info));
  }

  @Query(() => PortalProcedure, {
    nullable: true,
    description:
      "One procedure of a portal's list, by its global id or by portal and code; null when there is none.",
  })
  portalProcedure(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID, { nullable: true, description: 'Global id.' }) id?: string | null,
    @Arg('code', () => String, { nullable: true, description: 'Portal and code, `provincial:1.001193`.' })
    code?: string | null,
    @Arg('asOf', () => DateTimeScalar, { nullable: true, description: AS_OF_SHOWN }) asOf?: string | null,
  ): Promise<unknown> {
    return oneBy(context, info, 'PortalProcedure', { id, code }, asOf);
  }
}

@Resolver(() => Procedure)
export class ProcedureListingResolver {
  @FieldResolver(() => ListingEnum, {
    nullable: true,
    description:
      'How it stands at the provincial portal; null when it is not published, and need not be there.',
  })
  provincialStanding(@Root() root: Record<string, unknown>): unknown {
    return root['provincialStanding'];
  }

  @FieldResolver(() => [PortalProcedure], { description: 'The same as portals list it.' })
  portalProcedures(@Root() root: object, @Info() info: GraphQLResolveInfo): unknown {
    return byKey(root, info);
  }
}
