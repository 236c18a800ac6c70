import { Field, Int, ObjectType } from 'type-graphql';
import { connectionOf } from './connection.js';
import { LaneFormEnum, LaneStateEnum, LaneTaskEnum } from './enums/delivery.js';
import { SubjectKindEnum } from './enums/operations.js';
import { Node } from './node.js';
import { DateTimeScalar } from './scalars.js';

/** Its `dossier`, `notice` and `deliveries` are added by resolvers/lane.ts: those types know lanes, not the other way round. */
@ObjectType({
  implements: Node,
  description: 'One subject at one portal in one form: the unit of order (luồng gửi).',
})
export class Lane extends Node {
  @Field(() => String, { description: 'Portal, `national` or `provincial`.' })
  readonly portal!: string;

  @Field(() => LaneFormEnum, { description: 'Form there.' })
  readonly form!: string;

  @Field(() => SubjectKindEnum, { description: 'Kind of its subject.' })
  readonly subjectKind!: string;

  @Field(() => String, { description: "The subject's key at its source: a dossier's or a notice's code." })
  readonly subjectKey!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Agency whose account speaks; null when no account is known.',
  })
  readonly agencyCode!: string | null;

  @Field(() => LaneStateEnum, { description: 'State.' })
  readonly state!: string;

  @Field(() => LaneTaskEnum, { nullable: true, description: 'What it does while busy.' })
  readonly task!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why nothing can leave now; null when something can or nothing is owed.',
  })
  readonly waitReason!: string | null;

  @Field(() => DateTimeScalar, { description: 'Since when it is in this state or waits for this reason.' })
  readonly since!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When something may leave; null: not by itself.',
  })
  readonly readyAt!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Until when a worker holds it.' })
  readonly leaseUntil!: string | null;

  @Field(() => Boolean, { description: 'Whether the portal is known to hold the subject.' })
  readonly remoteExists!: boolean;

  @Field(() => String, { nullable: true, description: "The portal's own id of it." })
  readonly remoteId!: string | null;

  @Field(() => Int, { nullable: true, description: 'Version that the portal accepted last.' })
  readonly acceptedVersion!: number | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it accepted it.' })
  readonly acceptedAt!: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'First contact with the portal about this subject.',
  })
  readonly firstContactAt!: string | null;
}

export const LaneConnection = connectionOf('Lane', 'lanes (luồng gửi)', Lane);
