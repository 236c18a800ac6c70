import type { GraphQLResolveInfo } from 'graphql';
import { Args, Resolver, Root, Subscription } from 'type-graphql';
import { Selection } from '../../reads/engine/selection.js';
import { DeliverySettledArgs } from '../../schema/args/live.js';
import { DeliverySettled } from '../../schema/live.js';
import { QueuesReport } from '../../schema/queues.js';
import type { Context } from '../context.js';
import { countsEnded } from '../operations.js';
import { queueHealthEvents } from './queue-health.js';
import { settledEvents } from './settled.js';

interface Asked {
  args: object;
  context: object;
  info: GraphQLResolveInfo;
}

@Resolver()
export class LiveResolver {
  @Subscription(() => DeliverySettled, {
    description:
      'Deliveries as they settle (lượt gửi đã xong), each at least once in the state that it has by then.',
    subscribe: ({ args, context, info }: Asked) =>
      settledEvents(
        context as Context,
        args as DeliverySettledArgs,
        Selection.of(info),
        info.operation.name?.value ?? null,
      ),
  })
  deliverySettled(
    @Root() event: object,
    @Args(() => DeliverySettledArgs) _args: DeliverySettledArgs,
  ): object {
    return event;
  }

  @Subscription(() => QueuesReport, {
    description:
      'Is it healthy: the report of `queues` at once, then when it changes, at most once a second. For operators and above.',
    subscribe: ({ context, info }: Asked) =>
      queueHealthEvents(context as Context, countsEnded(Selection.of(info))),
  })
  queueHealth(@Root() report: QueuesReport): QueuesReport {
    return report;
  }
}
