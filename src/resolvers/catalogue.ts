import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, Info, Query, Resolver } from 'type-graphql';
import { Selection } from '../reads/engine/selection.js';
import { procedurePage } from '../reads/procedure.js';
import { unitPage } from '../reads/unit.js';
import { ProceduresArgs, UnitsArgs } from '../schema/args/catalogue.js';
import { ProcedureConnection } from '../schema/procedure.js';
import { UnitConnection } from '../schema/unit.js';
import { type Context, callerOf } from './context.js';

@Resolver()
export class CatalogueResolver {
  @Query(() => ProcedureConnection, { description: 'Procedures (thủ tục hành chính), by code.' })
  procedures(
    @Ctx() context: Context,
    @Args(() => ProceduresArgs) args: ProceduresArgs,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    return context.services.reads.page(callerOf(context), procedurePage, args, Selection.of(info));
  }

  @Query(() => UnitConnection, { description: 'Units (đơn vị), ended ones included, by code.' })
  units(
    @Ctx() context: Context,
    @Args(() => UnitsArgs) args: UnitsArgs,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    return context.services.reads.page(callerOf(context), unitPage, args, Selection.of(info));
  }
}
