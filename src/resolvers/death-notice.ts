import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import { deathNoticesPage } from '../reads/death-notice.js';
import { Selection } from '../reads/engine/selection.js';
import { Beneficiary } from '../schema/beneficiary.js';
import { Certificate } from '../schema/certificate.js';
import { DeathNotice, DeathNoticeConnection, DeathNoticesArgs } from '../schema/death-notice.js';
import { Mailbox } from '../schema/mailbox.js';
import { Official } from '../schema/official.js';
import { byKey } from './by-key.js';
import { type Context, callerOf } from './context.js';

const OF_ITS_PERSON = 'Deaths that were registered of whose it is (thông báo người đã mất), the first first.';

@Resolver()
export class DeathNoticeResolver {
  @Query(() => DeathNoticeConnection, {
    description:
      'Deaths that were registered, for each record of the same person in another system that you may read: whether it has reacted within the day.',
  })
  deathNotices(
    @Ctx() context: Context,
    @Args(() => DeathNoticesArgs) args: DeathNoticesArgs,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    return context.services.reads.page(callerOf(context), deathNoticesPage, args, Selection.of(info));
  }
}

@Resolver(() => Beneficiary)
export class BeneficiaryDeathsResolver {
  @FieldResolver(() => [DeathNotice], { description: OF_ITS_PERSON })
  deathNotices(@Root() root: object, @Info() info: GraphQLResolveInfo): unknown {
    return byKey(root, info);
  }
}

@Resolver(() => Certificate)
export class CertificateDeathsResolver {
  @FieldResolver(() => [DeathNotice], { description: OF_ITS_PERSON })
  deathNotices(@Root() root: object, @Info() info: GraphQLResolveInfo): unknown {
    return byKey(root, info);
  }
}

@Resolver(() => Mailbox)
export class MailboxDeathsResolver {
  @FieldResolver(() => [DeathNotice], { description: OF_ITS_PERSON })
  deathNotices(@Root() root: object, @Info() info: GraphQLResolveInfo): unknown {
    return byKey(root, info);
  }
}

@Resolver(() => Official)
export class OfficialDeathsResolver {
  @FieldResolver(() => [DeathNotice], { description: OF_ITS_PERSON })
  deathNotices(@Root() root: object, @Info() info: GraphQLResolveInfo): unknown {
    return byKey(root, info);
  }
}
