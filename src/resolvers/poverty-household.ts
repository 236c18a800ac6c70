import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import { Selection } from '../reads/engine/selection.js';
import { readPovertyCounts } from '../reads/poverty-counts.js';
import { povertyHouseholdsPage } from '../reads/poverty-household.js';
import { AS_OF_SHOWN } from '../schema/args/subjects.js';
import { Beneficiary } from '../schema/beneficiary.js';
import {
  PovertyCount,
  PovertyCountsArgs,
  PovertyFilterArgs,
  PovertyHousehold,
  PovertyHouseholdConnection,
  PovertyHouseholdsArgs,
  UnitPovertyHouseholdsArgs,
} from '../schema/poverty-household.js';
import { DateTimeScalar } from '../schema/scalars.js';
import { Unit } from '../schema/unit.js';
import { byKey } from './by-key.js';
import { type Context, callerOf } from './context.js';
import { oneBy } from './one-by.js';

@Resolver()
export class PovertyHouseholdResolver {
  @Query(() => PovertyHouseholdConnection, {
    description: 'Households in the yearly surveys of poor ones (hộ nghèo, hộ cận nghèo).',
  })
  povertyHouseholds(
    @Ctx() context: Context,
    @Args(() => PovertyHouseholdsArgs) args: PovertyHouseholdsArgs,
    @Args(() => PovertyFilterArgs) filter: PovertyFilterArgs,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    const all = { ...args, ...filter };
    return context.services.reads.page(callerOf(context), povertyHouseholdsPage, all, Selection.of(info));
  }

  @Query(() => PovertyHousehold, {
    nullable: true,
    description: 'One household of one year, by its global id or by its code; null when there is none.',
  })
  povertyHousehold(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID, { nullable: true, description: 'Global id.' }) id?: string | null,
    @Arg('code', () => String, { nullable: true, description: 'Code.' }) code?: string | null,
    @Arg('asOf', () => DateTimeScalar, { nullable: true, description: AS_OF_SHOWN }) asOf?: string | null,
  ): Promise<unknown> {
    return oneBy(context, info, 'PovertyHousehold', { id, code }, asOf);
  }

  @Query(() => [PovertyCount], {
    description: 'Poor and nearly poor households by commune, year and state, and who lives in them.',
  })
  povertyCounts(
    @Ctx() context: Context,
    @Args(() => PovertyCountsArgs) args: PovertyCountsArgs,
  ): Promise<PovertyCount[]> {
    return readPovertyCounts(context.services.reads, callerOf(context), args);
  }
}

@Resolver(() => Beneficiary)
export class EntitlementHouseholdResolver {
  @FieldResolver(() => PovertyHousehold, {
    nullable: true,
    description:
      'The household in the newest survey that has it. Without the scope `sensitive` null for groups that tell of an illness or a disability.',
  })
  household(@Root() root: object, @Info() info: GraphQLResolveInfo): unknown {
    return byKey(root, info);
  }
}

@Resolver(() => Unit)
export class UnitPovertyHouseholdsResolver {
  @FieldResolver(() => [PovertyHousehold], { description: 'Households in its surveys of poor ones.' })
  povertyHouseholds(
    @Root() root: object,
    @Info() info: GraphQLResolveInfo,
    @Args(() => UnitPovertyHouseholdsArgs) _args: UnitPovertyHouseholdsArgs,
  ): unknown {
    return byKey(root, info);
  }
}
