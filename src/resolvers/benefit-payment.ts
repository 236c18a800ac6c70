import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import { benefitPaymentsPage } from '../reads/benefit-payment.js';
import { readBenefitTotals } from '../reads/benefit-totals.js';
import { Selection } from '../reads/engine/selection.js';
import { AS_OF_SHOWN } from '../schema/args/subjects.js';
import { Beneficiary } from '../schema/beneficiary.js';
import {
  BenefitPayment,
  BenefitPaymentConnection,
  BenefitPaymentFilterArgs,
  BenefitPaymentsArgs,
  BenefitTotal,
  BenefitTotalsArgs,
  EntitlementPaymentsArgs,
  UnitBenefitPaymentsArgs,
} from '../schema/benefit-payment.js';
import { DateTimeScalar } from '../schema/scalars.js';
import { Unit } from '../schema/unit.js';
import { byKey } from './by-key.js';
import { type Context, callerOf } from './context.js';
import { oneBy } from './one-by.js';

@Resolver()
export class BenefitPaymentResolver {
  @Query(() => BenefitPaymentConnection, {
    description: 'Payments to beneficiaries, month by month (chi trả trợ cấp).',
  })
  benefitPayments(
    @Ctx() context: Context,
    @Args(() => BenefitPaymentsArgs) args: BenefitPaymentsArgs,
    @Args(() => BenefitPaymentFilterArgs) filter: BenefitPaymentFilterArgs,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    const all = { ...args, ...filter };
    return context.services.reads.page(callerOf(context), benefitPaymentsPage, all, Selection.of(info));
  }

  @Query(() => BenefitPayment, {
    nullable: true,
    description: 'One payment, by its global id or by its code; null when there is none.',
  })
  benefitPayment(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID, { nullable: true, description: 'Global id.' }) id?: string | null,
    @Arg('code', () => String, { nullable: true, description: 'Code.' }) code?: string | null,
    @Arg('asOf', () => DateTimeScalar, { nullable: true, description: AS_OF_SHOWN }) asOf?: string | null,
  ): Promise<unknown> {
    return oneBy(context, info, 'BenefitPayment', { id, code }, asOf);
  }

  @Query(() => [BenefitTotal], {
    description: 'Sums of payments by commune, month and programme, each payment once (tổng chi trả).',
  })
  benefitTotals(
    @Ctx() context: Context,
    @Args(() => BenefitTotalsArgs) args: BenefitTotalsArgs,
  ): Promise<BenefitTotal[]> {
    return readBenefitTotals(context.services.reads, callerOf(context), args);
  }
}

@Resolver(() => Beneficiary)
export class EntitlementPaymentsResolver {
  @FieldResolver(() => [BenefitPayment], {
    description: 'What was paid by it, by the identity number and the group; the newest month first.',
  })
  payments(
    @Root() root: object,
    @Info() info: GraphQLResolveInfo,
    @Args(() => EntitlementPaymentsArgs) _args: EntitlementPaymentsArgs,
  ): unknown {
    return byKey(root, info);
  }
}

@Resolver(() => Unit)
export class UnitBenefitPaymentsResolver {
  @FieldResolver(() => [BenefitPayment], { description: 'Payments by lists of its own, month by month.' })
  benefitPayments(
    @Root() root: object,
    @Info() info: GraphQLResolveInfo,
    @Args(() => UnitBenefitPaymentsArgs) _args: UnitBenefitPaymentsArgs,
  ): unknown {
    return byKey(root, info);
  }
}
