import type { GraphQLResolveInfo } from 'graphql';
import { Args, FieldResolver, Info, Resolver, Root } from 'type-graphql';
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
}
