import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, ID, Info, Query, Resolver } from 'type-graphql';
import { withoutSuffix } from '../domain/procedure.js';
import { Selection } from '../reads/engine/selection.js';
import { procedurePage } from '../reads/procedure.js';
import { unitPage } from '../reads/unit.js';
import { codeMeant } from '../reads/unit-codes.js';
import { ProceduresArgs, UnitsArgs } from '../schema/args/catalogue.js';
import { AS_OF_SHOWN } from '../schema/args/subjects.js';
import { Procedure, ProcedureConnection } from '../schema/procedure.js';
import { DateTimeScalar } from '../schema/scalars.js';
import { Unit, UnitConnection } from '../schema/unit.js';
import { type Context, callerOf } from './context.js';
import { oneBy } from './one-by.js';

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

  @Query(() => Procedure, {
    nullable: true,
    description: 'One procedure, by its global id or by its code in any form; null when there is none.',
  })
  procedure(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID, { nullable: true, description: 'Global id.' }) id?: string | null,
    @Arg('code', () => String, { nullable: true, description: 'Code, with or without a suffix.' })
    code?: string | null,
    @Arg('asOf', () => DateTimeScalar, { nullable: true, description: AS_OF_SHOWN }) asOf?: string | null,
  ): Promise<unknown> {
    const given = { id, code: code == null ? code : withoutSuffix(code) };
    return oneBy(context, info, 'Procedure', given, asOf);
  }

  @Query(() => UnitConnection, { description: 'Units (đơn vị), ended ones included, by code.' })
  units(
    @Ctx() context: Context,
    @Args(() => UnitsArgs) args: UnitsArgs,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    return context.services.reads.page(callerOf(context), unitPage, args, Selection.of(info));
  }

  @Query(() => Unit, {
    nullable: true,
    description: 'One unit, by its global id or by any code that it has or had; null when there is none.',
  })
  unit(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID, { nullable: true, description: 'Global id.' }) id?: string | null,
    @Arg('code', () => String, { nullable: true, description: 'Code, old or new, with dots or hyphens.' })
    code?: string | null,
    @Arg('asOf', () => DateTimeScalar, { nullable: true, description: AS_OF_SHOWN }) asOf?: string | null,
  ): Promise<unknown> {
    return oneBy(context, info, 'Unit', { id, code }, asOf, { meant: codeMeant });
  }
}
