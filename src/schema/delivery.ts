import { Field, Int, ObjectType } from 'type-graphql';
import { Attempt } from './attempt.js';
import { connectionOf } from './connection.js';
import {
  DeliveryKindEnum,
  DeliveryStateEnum,
  FlagEnum,
  HoldReasonEnum,
  LaneFormEnum,
  PhaseEnum,
  ProofEnum,
} from './enums/delivery.js';
import { Lane } from './lane.js';
import { Node } from './node.js';
import { DateTimeScalar } from './scalars.js';
import { TraceEntry } from './trace-entry.js';

/** Its `dossier` and `notice` are added by resolvers/delivery.ts: those types know deliveries, not the other way round. */
@ObjectType({ implements: Node, description: 'One thing that is owed to a portal (lượt gửi).' })
export class Delivery extends Node {
  @Field(() => String, { description: 'Portal, `national` or `provincial`.' })
  readonly portal!: string;

  @Field(() => LaneFormEnum, { description: 'Form there.' })
  readonly form!: string;

  @Field(() => DeliveryKindEnum, { description: 'A record, or a trace entry.' })
  readonly kind!: string;

  @Field(() => Int, { description: "Version of the subject, the hub's own count." })
  readonly version!: number;

  @Field(() => Int, { description: 'Grows when the same version is sent again on purpose.' })
  readonly generation!: number;

  @Field(() => PhaseEnum, { description: 'Publishing or taking down.' })
  readonly phase!: string;

  @Field(() => DeliveryStateEnum, { description: 'State.' })
  readonly state!: string;

  @Field(() => HoldReasonEnum, { nullable: true, description: 'Why it is held; null unless HELD.' })
  readonly holdReason!: string | null;

  @Field(() => String, { nullable: true, description: 'The field that the hold is about.' })
  readonly holdField!: string | null;

  @Field(() => String, { nullable: true, description: "The portal's last code." })
  readonly code!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Last message; numbers and addresses in it are masked without the scope `personal`.',
  })
  readonly message!: string | null;

  @Field(() => [FlagEnum], { description: 'What an officer should know of it.' })
  readonly flags!: string[];

  @Field(() => DateTimeScalar, { nullable: true, description: 'Not before this time.' })
  readonly notBefore!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Next try.' })
  readonly nextAttemptAt!: string | null;

  @Field(() => Int, { description: 'Tries that count towards giving up.' })
  readonly attemptsUsed!: number;

  @Field(() => [Attempt], { description: 'What was tried, oldest first.' })
  readonly attempts!: Attempt[];

  @Field(() => DateTimeScalar, { description: 'When it became owed.' })
  readonly createdAt!: string;

  @Field(() => DateTimeScalar, { description: 'Last change of its state.' })
  readonly changedAt!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the portal was known to hold it; null unless DELIVERED.',
  })
  readonly deliveredAt!: string | null;

  @Field(() => ProofEnum, { nullable: true, description: 'How that is known; null unless DELIVERED.' })
  readonly proof!: string | null;

  @Field(() => Delivery, { nullable: true, description: 'The newer one that took its place.' })
  readonly supersededBy!: Delivery | null;

  @Field(() => TraceEntry, {
    nullable: true,
    description: 'The trace entry that it carries; null for a record.',
  })
  readonly entry!: TraceEntry | null;

  @Field(() => Lane, { description: 'Its lane (operators and above).' })
  readonly lane!: Lane;
}

export const DeliveryConnection = connectionOf('Delivery', 'deliveries (lượt gửi)', Delivery);
