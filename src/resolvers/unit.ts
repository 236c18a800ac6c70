import type { GraphQLResolveInfo } from 'graphql';
import { Args, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { UnitDossiersArgs } from '../schema/args/dossiers.js';
import { UnitNoticesArgs } from '../schema/args/notices.js';
import { Dossier } from '../schema/dossier.js';
import { Notice } from '../schema/notice.js';
import { Unit } from '../schema/unit.js';
import { UnitChildrenArgs, UnitParentArgs } from '../schema/unit-parts.js';
import { byKey } from './by-key.js';

/** Where a unit stands among the others. */
@Resolver(() => Unit)
export class UnitResolver {
  @FieldResolver(() => Unit, {
    nullable: true,
    description: 'The unit above; null at the top, before it was valid, or when it is not known.',
  })
  parent(
    @Root() root: object,
    @Info() info: GraphQLResolveInfo,
    @Args(() => UnitParentArgs) _args: UnitParentArgs,
  ): unknown {
    return byKey(root, info);
  }

  @FieldResolver(() => [Unit], { description: 'The units right below it that were valid then.' })
  children(
    @Root() root: object,
    @Info() info: GraphQLResolveInfo,
    @Args(() => UnitChildrenArgs) _args: UnitChildrenArgs,
  ): unknown {
    return byKey(root, info);
  }

  @FieldResolver(() => [Dossier], {
    description: 'Dossiers that it received itself; `dossiers(unit:)` follows units below it and successors.',
  })
  dossiers(
    @Root() root: object,
    @Info() info: GraphQLResolveInfo,
    @Args(() => UnitDossiersArgs) _args: UnitDossiersArgs,
  ): unknown {
    return byKey(root, info);
  }

  @FieldResolver(() => [Notice], { description: 'Notices that it published itself.' })
  notices(
    @Root() root: object,
    @Info() info: GraphQLResolveInfo,
    @Args(() => UnitNoticesArgs) _args: UnitNoticesArgs,
  ): unknown {
    return byKey(root, info);
  }
}
