import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import { disclosurePage } from '../reads/budget-disclosure.js';
import { readDisclosureDues } from '../reads/disclosure-due.js';
import { Selection } from '../reads/engine/selection.js';
import { BudgetFormArgs } from '../schema/args/budget.js';
import { AS_OF_SHOWN } from '../schema/args/subjects.js';
import {
  BudgetDisclosure,
  BudgetDisclosureConnection,
  BudgetDisclosuresArgs,
  DisclosureLinesArgs,
  UnitDisclosuresArgs,
} from '../schema/budget-disclosure.js';
import { BudgetLine } from '../schema/budget-line.js';
import { DisclosureDue, DisclosureDuesArgs } from '../schema/disclosure-due.js';
import { DateTimeScalar } from '../schema/scalars.js';
import { Unit } from '../schema/unit.js';
import { byKey } from './by-key.js';
import { type Context, callerOf } from './context.js';
import { oneBy } from './one-by.js';

@Resolver()
export class BudgetDisclosureResolver {
  @Query(() => BudgetDisclosureConnection, {
    description: 'Disclosure packages (hồ sơ công khai ngân sách), by code.',
  })
  budgetDisclosures(
    @Ctx() context: Context,
    @Args(() => BudgetDisclosuresArgs) args: BudgetDisclosuresArgs,
    @Args(() => BudgetFormArgs) form: BudgetFormArgs,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    const all = { ...args, ...form };
    return context.services.reads.page(callerOf(context), disclosurePage, all, Selection.of(info));
  }

  @Query(() => BudgetDisclosure, {
    nullable: true,
    description: 'One disclosure package, by its global id or by its code; null when there is none.',
  })
  budgetDisclosure(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID, { nullable: true, description: 'Global id.' }) id?: string | null,
    @Arg('code', () => String, { nullable: true, description: 'Code.' }) code?: string | null,
    @Arg('asOf', () => DateTimeScalar, { nullable: true, description: AS_OF_SHOWN }) asOf?: string | null,
  ): Promise<unknown> {
    return oneBy(context, info, 'BudgetDisclosure', { id, code }, asOf);
  }

  @Query(() => [DisclosureDue], {
    description: 'Which forms the units have to publish until when, and which are missing or late.',
  })
  disclosureDues(
    @Ctx() context: Context,
    @Args(() => DisclosureDuesArgs) args: DisclosureDuesArgs,
  ): Promise<DisclosureDue[]> {
    return readDisclosureDues(context.services.reads, callerOf(context), args);
  }
}

@Resolver(() => BudgetDisclosure)
export class DisclosureLinesResolver {
  @FieldResolver(() => [BudgetLine], { description: 'Lines of the form, as they are known today.' })
  lines(
    @Root() root: object,
    @Info() info: GraphQLResolveInfo,
    @Args(() => DisclosureLinesArgs) _args: DisclosureLinesArgs,
  ): unknown {
    return byKey(root, info);
  }
}

@Resolver(() => BudgetLine)
export class LineDisclosuresResolver {
  @FieldResolver(() => [BudgetDisclosure], {
    description: 'Packages in which its form is made public, the newest revision first.',
  })
  disclosures(@Root() root: object, @Info() info: GraphQLResolveInfo): unknown {
    return byKey(root, info);
  }
}

@Resolver(() => Unit)
export class UnitDisclosuresResolver {
  @FieldResolver(() => [BudgetDisclosure], { description: 'Its disclosure packages, the newest year first.' })
  budgetDisclosures(
    @Root() root: object,
    @Info() info: GraphQLResolveInfo,
    @Args(() => UnitDisclosuresArgs) _args: UnitDisclosuresArgs,
  ): unknown {
    return byKey(root, info);
  }
}
