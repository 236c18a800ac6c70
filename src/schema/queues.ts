import { Field, Int, ObjectType } from 'type-graphql';
import { DifferenceCount } from './difference.js';
import { DeliveryStateEnum } from './enums/delivery.js';
import { BreakerStateEnum, type Health, HealthEnum, SyncStateEnum } from './enums/operations.js';
import { DateTimeScalar } from './scalars.js';

@ObjectType({ description: 'Something that is not as it should be (vấn đề).' })
export class HealthProblem {
  @Field(() => String, { description: 'Code, `BREAKER_OPEN`, `LOGIN_REFUSED`, `SYNC_STALE`, ….' })
  readonly code!: string;

  @Field(() => String, { description: 'For officers, in Vietnamese.' })
  readonly message!: string;

  @Field(() => String, { description: 'The same in English.' })
  readonly messageEn!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Since when; null when that is not known.' })
  readonly since!: string | null;

  @Field(() => String, {
    description: 'Where: `portal:national/H56.14`, `source:one-stop`, `queue:push`, ….',
  })
  readonly where!: string;

  @Field(() => HealthEnum, { description: 'How bad it is.' })
  readonly health!: Health;
}

@ObjectType({ description: 'How many deliveries are in a state.' })
export class StateCount {
  @Field(() => DeliveryStateEnum, { description: 'State.' })
  readonly state!: string;

  @Field(() => Int, { description: 'How many.' })
  readonly count!: number;
}

@ObjectType({ description: 'Lanes that wait for one reason.' })
export class WaitCount {
  @Field(() => String, { description: 'Reason.' })
  readonly reason!: string;

  @Field(() => Int, { description: 'How many lanes.' })
  readonly count!: number;

  @Field(() => DateTimeScalar, { description: 'Since when the first of them waits.' })
  readonly since!: string;
}

@ObjectType({
  description: 'The breaker of an account (cầu dao): stops sending while the portal does not answer.',
})
export class Breaker {
  @Field(() => BreakerStateEnum, { description: 'State.' })
  readonly state!: string;

  @Field(() => Int, { description: 'Failures in a row.' })
  readonly failures!: number;

  @Field(() => String, { nullable: true, description: 'Why it opened.' })
  readonly reason!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Since when it is open.' })
  readonly since!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the next probe may go.' })
  readonly openUntil!: string | null;
}

@ObjectType({
  description: "One agency's account at one portal (tài khoản trên cổng) and how its work stands.",
})
export class PortalAccountReport {
  @Field(() => String, { description: 'Portal, `national` or `provincial`.' })
  readonly portal!: string;

  @Field(() => String, { description: 'Agency code of the account.' })
  readonly agencyCode!: string;

  @Field(() => Boolean, {
    description: 'Whether the portal is switched on; off: what is owed stays PENDING.',
  })
  readonly enabled!: boolean;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Since when the portal is paused: what is owed stays PENDING; null: it is not.',
  })
  readonly pausedAt!: string | null;

  @Field(() => HealthEnum, { description: 'Whether it works.' })
  readonly health!: Health;

  @Field(() => [StateCount], { description: 'Deliveries by state, states with none left out.' })
  readonly deliveries!: StateCount[];

  @Field(() => Int, { description: 'Lanes from which something may leave now.' })
  readonly readyLanes!: number;

  @Field(() => Int, { description: 'Lanes with a call in flight.' })
  readonly busyLanes!: number;

  @Field(() => Int, { description: 'Lanes that are being read back.' })
  readonly unknownLanes!: number;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Since when the oldest ready lane could have gone.',
  })
  readonly oldestReadyAt!: string | null;

  @Field(() => Int, { nullable: true, description: 'The same as an age in seconds.' })
  readonly oldestReadyAgeSeconds!: number | null;

  @Field(() => [WaitCount], { description: 'Why lanes wait, the most frequent first.' })
  readonly waiting!: WaitCount[];

  @Field(() => Breaker, { description: 'Its breaker.' })
  readonly breaker!: Breaker;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the portal refused the login; null: it did not.',
  })
  readonly loginRefusedAt!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Last delivery that was accepted.' })
  readonly lastDeliveredAt!: string | null;
}

@ObjectType({ description: 'A source (nguồn dữ liệu) and how fresh it is.' })
export class SourceReport {
  @Field(() => String, { description: 'Source, `one-stop`.' })
  readonly source!: string;

  @Field(() => Boolean, { description: 'Whether it is configured.' })
  readonly configured!: boolean;

  @Field(() => HealthEnum, { description: 'Whether it works.' })
  readonly health!: Health;

  @Field(() => SyncStateEnum, { nullable: true, description: 'State of the last run; null: never read.' })
  readonly lastState!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Begin of the last run.' })
  readonly lastStartedAt!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'End of the last run that read everything.' })
  readonly lastDoneAt!: string | null;

  @Field(() => Int, { nullable: true, description: 'Seconds since then.' })
  readonly ageSeconds!: number | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'A run was asked for and has not begun.' })
  readonly requestedAt!: string | null;

  @Field(() => Int, { description: 'Its open records in quarantine.' })
  readonly openQuarantine!: number;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'End of the last comparison with the store that read everything; null: never compared.',
  })
  readonly lastComparedAt!: string | null;

  @Field(() => [DifferenceCount], { description: 'Its open differences with the store.' })
  readonly differences!: DifferenceCount[];
}

@ObjectType({
  description: 'Jobs in one queue (hàng đợi). Queues are disposable: the ledger knows what is owed.',
})
export class JobQueueReport {
  @Field(() => String, { description: 'Queue, `push`.' })
  readonly name!: string;

  @Field(() => Int, { description: 'Jobs that wait.' })
  readonly waiting!: number;

  @Field(() => Int, { description: 'Jobs that run.' })
  readonly active!: number;

  @Field(() => Int, { description: 'Jobs for later.' })
  readonly delayed!: number;

  @Field(() => Int, { description: 'Jobs that failed.' })
  readonly failed!: number;

  @Field(() => Boolean, { description: 'Whether it is paused.' })
  readonly paused!: boolean;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Since when; null: it is not.' })
  readonly pausedAt!: string | null;

  @Field(() => String, { nullable: true, description: 'By whom: the name of a key.' })
  readonly pausedBy!: string | null;

  @Field(() => String, { nullable: true, description: 'Why, in the words of whoever paused it.' })
  readonly pauseReason!: string | null;
}

@ObjectType({ description: 'Is it healthy, and if not, where and since when (tình trạng vận hành).' })
export class QueuesReport {
  @Field(() => HealthEnum, { description: 'The worst of all problems.' })
  readonly health!: Health;

  @Field(() => [HealthProblem], { description: 'What is not as it should be, the worst first.' })
  readonly problems!: HealthProblem[];

  @Field(() => DateTimeScalar, { description: "Now, by the database's clock." })
  readonly at!: string;

  @Field(() => [PortalAccountReport], { description: 'Each account at a portal.' })
  readonly portals!: PortalAccountReport[];

  @Field(() => [SourceReport], { description: 'Each source.' })
  readonly sources!: SourceReport[];

  @Field(() => [JobQueueReport], {
    nullable: true,
    description: 'The job queues; null when their engine does not answer.',
  })
  readonly jobQueues!: JobQueueReport[] | null;

  @Field(() => Int, { description: 'Open records in quarantine.' })
  readonly openQuarantine!: number;
}
