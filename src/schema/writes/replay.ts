import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { DeliveryStateEnum } from '../enums/delivery.js';
import { Problem } from '../payloads.js';
import { ReplayRun } from '../replay-run.js';
import { DateTimeScalar } from '../scalars.js';

@InputType({ description: 'What to send again; all that is given must hold (điều kiện gửi lại).' })
export class ReplayFilterInput {
  @Field(() => [DeliveryStateEnum], {
    description:
      'Of REFUSED, EXHAUSTED and DELIVERED; trace entries that were delivered are never sent again.',
  })
  readonly states!: string[];

  @Field(() => String, { nullable: true, description: 'Only this portal.' })
  readonly portal?: string | null;

  @Field(() => String, { nullable: true, description: 'Only this unit, all below it, and what took over.' })
  readonly unit?: string | null;

  @Field(() => String, { nullable: true, description: 'Only dossiers of this procedure code.' })
  readonly procedure?: string | null;

  @Field(() => [String], { nullable: true, description: 'Only dossiers and notices with these codes.' })
  readonly codes?: string[] | null;

  @Field(() => [String], { nullable: true, description: "Only where this was the portal's last code." })
  readonly answerCodes?: string[] | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'In their state since then or later.' })
  readonly changedFrom?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'In their state since before then.' })
  readonly changedTo?: string | null;
}

@InputType({ description: 'A dry run first; its token starts the real one.' })
export class ReplayDeliveriesInput {
  @Field(() => ReplayFilterInput, { description: 'What.' })
  readonly filter!: ReplayFilterInput;

  @Field(() => String, {
    nullable: true,
    description:
      'Absent: a dry run, which counts and changes nothing. The token of a dry run, within the hour: sends again what it counted.',
  })
  readonly token?: string | null;
}

@ObjectType({ description: 'How many of a portal and state would go again.' })
export class ReplayGroup {
  @Field(() => String, { description: 'Portal.' })
  readonly portal!: string;

  @Field(() => DeliveryStateEnum, { description: 'Present state.' })
  readonly state!: string;

  @Field(() => Int, { description: 'How many.' })
  readonly count!: number;
}

@ObjectType({ description: 'What would be sent again, or the replay that was asked for.' })
export class ReplayDeliveriesPayload {
  @Field(() => Int, { nullable: true, description: 'Of a dry run: how many would go again.' })
  readonly count!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Of a dry run: how many match, but a newer version of them is owed.',
  })
  readonly newer!: number | null;

  @Field(() => [ReplayGroup], { description: 'Of a dry run: the same by portal and state.' })
  readonly groups!: ReplayGroup[];

  @Field(() => String, { nullable: true, description: 'Of a dry run: what starts the real one.' })
  readonly token!: string | null;

  @Field(() => ReplayRun, { nullable: true, description: 'The replay; null for a dry run.' })
  readonly run!: ReplayRun | null;

  @Field(() => [Problem], { description: 'What could not be done; empty: all was.' })
  readonly errors!: Problem[];
}
