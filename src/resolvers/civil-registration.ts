import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import { civilRegistrationsPage } from '../reads/civil-registration.js';
import { readCivilStatusCounts } from '../reads/civil-status-counts.js';
import { Selection } from '../reads/engine/selection.js';
import { AS_OF_SHOWN } from '../schema/args/subjects.js';
import { CivilPerson } from '../schema/civil-person.js';
import {
  CivilFilterArgs,
  CivilRegistration,
  CivilRegistrationConnection,
  CivilRegistrationsArgs,
  UnitCivilRegistrationsArgs,
} from '../schema/civil-registration.js';
import { CivilStatusCount, CivilStatusCountsArgs } from '../schema/civil-status-count.js';
import { Dossier } from '../schema/dossier.js';
import { DateTimeScalar } from '../schema/scalars.js';
import { Unit } from '../schema/unit.js';
import { byKey } from './by-key.js';
import { type Context, callerOf } from './context.js';
import { oneBy } from './one-by.js';

@Resolver()
export class CivilRegistrationResolver {
  @Query(() => CivilRegistrationConnection, {
    description:
      'Registrations of civil status (hộ tịch): for the justice officer of the commune; others are told `civilStatusCounts`.',
  })
  civilRecords(
    @Ctx() context: Context,
    @Args(() => CivilRegistrationsArgs) args: CivilRegistrationsArgs,
    @Args(() => CivilFilterArgs) filter: CivilFilterArgs,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    const all = { ...args, ...filter };
    return context.services.reads.page(callerOf(context), civilRegistrationsPage, all, Selection.of(info));
  }

  @Query(() => CivilRegistration, {
    nullable: true,
    description: 'One registration, by its global id or by its code; null when there is none.',
  })
  civilRecord(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID, { nullable: true, description: 'Global id.' }) id?: string | null,
    @Arg('code', () => String, {
      nullable: true,
      description:
        'Place, register (KS, KH, KT, CMC, HN, CC, LH, TL), book and number, `/` between them and without zeros before numbers: `H56.14.3/KT/1-2025/12`.',
    })
    code?: string | null,
    @Arg('asOf', () => DateTimeScalar, { nullable: true, description: AS_OF_SHOWN }) asOf?: string | null,
  ): Promise<unknown> {
    return oneBy(context, info, 'CivilRegistration', { id, code }, asOf);
  }

  @Query(() => [CivilStatusCount], {
    description: 'How many registrations there are, by unit, register and month (số liệu hộ tịch).',
  })
  civilStatusCounts(
    @Ctx() context: Context,
    @Args(() => CivilStatusCountsArgs) args: CivilStatusCountsArgs,
  ): Promise<CivilStatusCount[]> {
    return readCivilStatusCounts(context.services.reads, callerOf(context), args);
  }
}

@Resolver(() => CivilPerson)
export class PersonRegistrationsResolver {
  @FieldResolver(() => [CivilRegistration], {
    nullable: true,
    description:
      'Further registrations about the same person, by the identity number, the latest first; recognitions of parent and child with the scope `sensitive` only. Null with `asOf`.',
  })
  registrations(@Root() root: object, @Info() info: GraphQLResolveInfo): unknown {
    return byKey(root, info);
  }
}

@Resolver(() => Dossier)
export class DossierRegistrationsResolver {
  @FieldResolver(() => [CivilRegistration], { description: 'Registrations of civil status that came of it.' })
  civilRecords(@Root() root: object, @Info() info: GraphQLResolveInfo): unknown {
    return byKey(root, info);
  }
}

@Resolver(() => Unit)
export class UnitRegistrationsResolver {
  @FieldResolver(() => [CivilRegistration], { description: 'Registrations of civil status made there.' })
  civilRecords(
    @Root() root: object,
    @Info() info: GraphQLResolveInfo,
    @Args(() => UnitCivilRegistrationsArgs) _args: UnitCivilRegistrationsArgs,
  ): unknown {
    return byKey(root, info);
  }
}
