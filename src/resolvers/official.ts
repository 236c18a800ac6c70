import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import { Selection } from '../reads/engine/selection.js';
import { officialsPage } from '../reads/official.js';
import { AS_OF_SHOWN } from '../schema/args/subjects.js';
import { Certificate } from '../schema/certificate.js';
import {
  Official,
  OfficialConnection,
  OfficialFilterArgs,
  OfficialsArgs,
  UnitOfficialsArgs,
} from '../schema/official.js';
import { DateTimeScalar } from '../schema/scalars.js';
import { Unit } from '../schema/unit.js';
import { byKey } from './by-key.js';
import { type Context, callerOf } from './context.js';
import { oneBy } from './one-by.js';

@Resolver()
export class OfficialResolver {
  @Query(() => OfficialConnection, {
    description: 'Cadres, civil servants and public employees (cán bộ, công chức, viên chức).',
  })
  officials(
    @Ctx() context: Context,
    @Args(() => OfficialsArgs) args: OfficialsArgs,
    @Args(() => OfficialFilterArgs) filter: OfficialFilterArgs,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    const all = { ...args, ...filter };
    return context.services.reads.page(callerOf(context), officialsPage, all, Selection.of(info));
  }

  @Query(() => Official, {
    nullable: true,
    description: 'One official, by the global id or by the code; null when there is none.',
  })
  official(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID, { nullable: true, description: 'Global id.' }) id?: string | null,
    @Arg('code', () => String, { nullable: true, description: 'Managing agency, `/`, and number.' })
    code?: string | null,
    @Arg('asOf', () => DateTimeScalar, { nullable: true, description: AS_OF_SHOWN }) asOf?: string | null,
  ): Promise<unknown> {
    return oneBy(context, info, 'Official', { id, code }, asOf);
  }
}

@Resolver(() => Unit)
export class UnitOfficialsResolver {
  @FieldResolver(() => [Official], { description: 'Officials whose main post is there, or was last.' })
  officials(
    @Root() root: object,
    @Info() info: GraphQLResolveInfo,
    @Args(() => UnitOfficialsArgs) _args: UnitOfficialsArgs,
  ): unknown {
    return byKey(root, info);
  }
}

@Resolver(() => Certificate)
export class CertificateOfficialsResolver {
  @FieldResolver(() => [Official], { description: 'The official who holds it, by the identity number.' })
  officials(@Root() root: object, @Info() info: GraphQLResolveInfo): unknown {
    return byKey(root, info);
  }
}
