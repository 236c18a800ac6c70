import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import { beneficiariesPage } from '../reads/beneficiary.js';
import { readCoefficients, readStandards } from '../reads/benefit-standards.js';
import { Selection } from '../reads/engine/selection.js';
import { AS_OF_SHOWN } from '../schema/args/subjects.js';
import {
  BeneficiariesArgs,
  Beneficiary,
  BeneficiaryConnection,
  BeneficiaryFilterArgs,
  UnitBeneficiariesArgs,
} from '../schema/beneficiary.js';
import { BenefitCoefficient, BenefitCoefficientsArgs } from '../schema/benefit-coefficient.js';
import { BenefitStandard, BenefitStandardsArgs } from '../schema/benefit-standard.js';
import { DateTimeScalar } from '../schema/scalars.js';
import { Unit } from '../schema/unit.js';
import { byKey } from './by-key.js';
import { type Context, callerOf } from './context.js';
import { oneBy } from './one-by.js';

@Resolver()
export class BeneficiaryResolver {
  @Query(() => BeneficiaryConnection, {
    description:
      'Entitlements of people under social protection, of people with merit, of social pension and of poor households (đối tượng chính sách).',
  })
  beneficiaries(
    @Ctx() context: Context,
    @Args(() => BeneficiariesArgs) args: BeneficiariesArgs,
    @Args(() => BeneficiaryFilterArgs) filter: BeneficiaryFilterArgs,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    const all = { ...args, ...filter };
    return context.services.reads.page(callerOf(context), beneficiariesPage, all, Selection.of(info));
  }

  @Query(() => Beneficiary, {
    nullable: true,
    description: 'One entitlement, by its global id or by its code; null when there is none.',
  })
  beneficiary(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID, { nullable: true, description: 'Global id.' }) id?: string | null,
    @Arg('code', () => String, { nullable: true, description: 'Code.' }) code?: string | null,
    @Arg('asOf', () => DateTimeScalar, { nullable: true, description: AS_OF_SHOWN }) asOf?: string | null,
  ): Promise<unknown> {
    return oneBy(context, info, 'Beneficiary', { id, code }, asOf);
  }

  @Query(() => [BenefitStandard], {
    description: 'Standards that allowances are reckoned by, with their days (mức chuẩn trợ cấp).',
  })
  benefitStandards(
    @Ctx() context: Context,
    @Args(() => BenefitStandardsArgs) args: BenefitStandardsArgs,
  ): Promise<BenefitStandard[]> {
    return readStandards(context.services.reads, callerOf(context), args);
  }

  @Query(() => [BenefitCoefficient], {
    description: 'Coefficients of who cares for others, with their days (hệ số nhận chăm sóc, nuôi dưỡng).',
  })
  benefitCoefficients(
    @Ctx() context: Context,
    @Args(() => BenefitCoefficientsArgs) args: BenefitCoefficientsArgs,
  ): Promise<BenefitCoefficient[]> {
    return readCoefficients(context.services.reads, callerOf(context), args);
  }
}

@Resolver(() => Unit)
export class UnitBeneficiariesResolver {
  @FieldResolver(() => [Beneficiary], { description: 'Entitlements whose files it keeps, by code.' })
  beneficiaries(
    @Root() root: object,
    @Info() info: GraphQLResolveInfo,
    @Args(() => UnitBeneficiariesArgs) _args: UnitBeneficiariesArgs,
  ): unknown {
    return byKey(root, info);
  }
}
