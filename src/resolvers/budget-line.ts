import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import { budgetLinePage } from '../reads/budget-line.js';
import { readBudgetTotals } from '../reads/budget-totals.js';
import { Selection } from '../reads/engine/selection.js';
import { BudgetFilterArgs } from '../schema/args/budget.js';
import { AS_OF_SHOWN } from '../schema/args/subjects.js';
import {
  BudgetLine,
  BudgetLineConnection,
  BudgetLinesArgs,
  UnitBudgetLinesArgs,
} from '../schema/budget-line.js';
import { BudgetTotal, BudgetTotalsArgs } from '../schema/budget-total.js';
import { DateTimeScalar } from '../schema/scalars.js';
import { Unit } from '../schema/unit.js';
import { byKey } from './by-key.js';
import { type Context, callerOf } from './context.js';
import { oneBy } from './one-by.js';

@Resolver()
export class BudgetLineResolver {
  @Query(() => BudgetLineConnection, {
    description: 'Budget lines (chỉ tiêu dự toán, thực hiện, quyết toán), form by form.',
  })
  budgetLines(
    @Ctx() context: Context,
    @Args(() => BudgetLinesArgs) args: BudgetLinesArgs,
    @Args(() => BudgetFilterArgs) filter: BudgetFilterArgs,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    const all = { ...args, ...filter };
    return context.services.reads.page(callerOf(context), budgetLinePage, all, Selection.of(info));
  }

  @Query(() => BudgetLine, {
    nullable: true,
    description: 'One budget line, by its global id or by its code; null when there is none.',
  })
  budgetLine(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID, { nullable: true, description: 'Global id.' }) id?: string | null,
    @Arg('code', () => String, { nullable: true, description: 'Code.' }) code?: string | null,
    @Arg('asOf', () => DateTimeScalar, { nullable: true, description: AS_OF_SHOWN }) asOf?: string | null,
  ): Promise<unknown> {
    return oneBy(context, info, 'BudgetLine', { id, code }, asOf);
  }

  @Query(() => [BudgetTotal], {
    description: 'Sums in which no amount is counted twice: leaf rows only, in groups that may be added.',
  })
  budgetTotals(
    @Ctx() context: Context,
    @Args(() => BudgetTotalsArgs) args: BudgetTotalsArgs,
  ): Promise<BudgetTotal[]> {
    return readBudgetTotals(context.services.reads, callerOf(context), args);
  }
}

@Resolver(() => Unit)
export class UnitBudgetResolver {
  @FieldResolver(() => [BudgetLine], { description: 'Its budget lines, the newest year first.' })
  budgetLines(
    @Root() root: object,
    @Info() info: GraphQLResolveInfo,
    @Args(() => UnitBudgetLinesArgs) _args: UnitBudgetLinesArgs,
  ): unknown {
    return byKey(root, info);
  }
}
