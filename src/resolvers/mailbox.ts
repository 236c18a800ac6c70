import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import { Selection } from '../reads/engine/selection.js';
import { mailboxesPage } from '../reads/mailbox.js';
import { AS_OF_SHOWN } from '../schema/args/subjects.js';
import {
  Mailbox,
  MailboxConnection,
  MailboxesArgs,
  MailboxFilterArgs,
  UnitMailboxesArgs,
} from '../schema/mailbox.js';
import { Official } from '../schema/official.js';
import { DateTimeScalar } from '../schema/scalars.js';
import { Unit } from '../schema/unit.js';
import { byKey } from './by-key.js';
import { type Context, callerOf } from './context.js';
import { oneBy } from './one-by.js';

@Resolver()
export class MailboxResolver {
  @Query(() => MailboxConnection, {
    description: 'Official mailboxes (hộp thư công vụ): accounts, their state and last use; never messages.',
  })
  mailboxes(
    @Ctx() context: Context,
    @Args(() => MailboxesArgs) args: MailboxesArgs,
    @Args(() => MailboxFilterArgs) filter: MailboxFilterArgs,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    const all = { ...args, ...filter };
    return context.services.reads.page(callerOf(context), mailboxesPage, all, Selection.of(info));
  }

  @Query(() => Mailbox, {
    nullable: true,
    description: 'One mailbox, by its global id or by its code; null when there is none.',
  })
  mailbox(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID, { nullable: true, description: 'Global id.' }) id?: string | null,
    @Arg('code', () => String, { nullable: true, description: "The directory's identifier." })
    code?: string | null,
    @Arg('asOf', () => DateTimeScalar, { nullable: true, description: AS_OF_SHOWN }) asOf?: string | null,
  ): Promise<unknown> {
    return oneBy(context, info, 'Mailbox', { id, code }, asOf);
  }
}

@Resolver(() => Official)
export class OfficialMailboxesResolver {
  @FieldResolver(() => [Mailbox], {
    description: 'Mailboxes whose owner this is, by the identity number or the number of the official.',
  })
  mailboxes(@Root() root: object, @Info() info: GraphQLResolveInfo): unknown {
    return byKey(root, info);
  }
}

@Resolver(() => Unit)
export class UnitMailboxesResolver {
  @FieldResolver(() => [Mailbox], { description: 'Mailboxes of it and its officers.' })
  mailboxes(
    @Root() root: object,
    @Info() info: GraphQLResolveInfo,
    @Args(() => UnitMailboxesArgs) _args: UnitMailboxesArgs,
  ): unknown {
    return byKey(root, info);
  }
}
