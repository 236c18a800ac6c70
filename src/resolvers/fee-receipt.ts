import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import { Selection } from '../reads/engine/selection.js';
import { receiptsPage } from '../reads/fee-receipt.js';
import { readFeeTotals } from '../reads/fee-totals.js';
import { AS_OF_SHOWN } from '../schema/args/subjects.js';
import { Dossier } from '../schema/dossier.js';
import {
  FeeReceipt,
  FeeReceiptConnection,
  ReceiptFilterArgs,
  ReceiptsArgs,
  UnitReceiptsArgs,
} from '../schema/fee-receipt.js';
import { FeeTotal, FeeTotalsArgs } from '../schema/fee-total.js';
import { DateTimeScalar } from '../schema/scalars.js';
import { Unit } from '../schema/unit.js';
import { byKey } from './by-key.js';
import { type Context, callerOf } from './context.js';
import { oneBy } from './one-by.js';

@Resolver()
export class ReceiptResolver {
  @Query(() => FeeReceiptConnection, {
    description: 'Receipts for fees of the one-stop desk (biên lai phí, lệ phí), the latest first.',
  })
  feeReceipts(
    @Ctx() context: Context,
    @Args(() => ReceiptsArgs) args: ReceiptsArgs,
    @Args(() => ReceiptFilterArgs) filter: ReceiptFilterArgs,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    const all = { ...args, ...filter };
    return context.services.reads.page(callerOf(context), receiptsPage, all, Selection.of(info));
  }

  @Query(() => FeeReceipt, {
    nullable: true,
    description: 'One receipt, by its global id or by its code; null when there is none.',
  })
  feeReceipt(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID, { nullable: true, description: 'Global id.' }) id?: string | null,
    @Arg('code', () => String, { nullable: true, description: 'Code.' }) code?: string | null,
    @Arg('asOf', () => DateTimeScalar, { nullable: true, description: AS_OF_SHOWN }) asOf?: string | null,
  ): Promise<unknown> {
    return oneBy(context, info, 'FeeReceipt', { id, code }, asOf);
  }

  @Query(() => [FeeTotal], { description: 'Fees by receipts that stand (tổng thu), no đồng twice.' })
  feeTotals(@Ctx() context: Context, @Args(() => FeeTotalsArgs) args: FeeTotalsArgs): Promise<FeeTotal[]> {
    return readFeeTotals(context.services.reads, callerOf(context), args);
  }
}

@Resolver(() => Unit)
export class UnitReceiptsResolver {
  @FieldResolver(() => [FeeReceipt], { description: 'Receipts that it made out, the latest first.' })
  feeReceipts(
    @Root() root: object,
    @Info() info: GraphQLResolveInfo,
    @Args(() => UnitReceiptsArgs) _args: UnitReceiptsArgs,
  ): unknown {
    return byKey(root, info);
  }
}

@Resolver(() => Dossier)
export class DossierReceiptsResolver {
  @FieldResolver(() => [FeeReceipt], { description: 'Receipts for it, the latest first.' })
  feeReceipts(@Root() root: object, @Info() info: GraphQLResolveInfo): unknown {
    return byKey(root, info);
  }
}
