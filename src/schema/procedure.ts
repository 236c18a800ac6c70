import { Field, Int, ObjectType } from 'type-graphql';
import { connectionOf } from './connection.js';
import { OnlineLevelEnum, ProcedureStatusEnum, TermUnitEnum } from './enums/catalogue.js';
import { Node } from './node.js';
import { DateTimeScalar } from './scalars.js';

@ObjectType({ description: 'How long a procedure may take (thời hạn giải quyết).' })
export class Term {
  @Field(() => Int, { description: 'How many of `unit`.' })
  readonly amount!: number;

  @Field(() => TermUnitEnum, { description: 'What is counted.' })
  readonly unit!: string;
}

@ObjectType({ implements: Node, description: 'An administrative procedure (thủ tục hành chính, TTHC).' })
export class Procedure extends Node {
  @Field(() => String, { description: 'National code without suffix, `1.001193`.' })
  readonly code!: string;

  @Field(() => String, { description: 'Name of the procedure.' })
  readonly name!: string;

  @Field(() => String, { description: 'Code of its field (lĩnh vực).' })
  readonly fieldCode!: string;

  @Field(() => String, { description: 'Name of its field (lĩnh vực).' })
  readonly fieldName!: string;

  @Field(() => [String], {
    description: 'Levels that carry it out (cấp thực hiện), as the source names them.',
  })
  readonly levels!: string[];

  @Field(() => OnlineLevelEnum, { description: 'Level of the online service.' })
  readonly onlineLevel!: string;

  @Field(() => Term, { nullable: true, description: 'Term; null when the source has none.' })
  readonly term!: Term | null;

  @Field(() => Boolean, { description: 'Whether it has no due time (không có hẹn trả).' })
  readonly noDueTime!: boolean;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether a fee is due; null when the source does not say.',
  })
  readonly hasFee!: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the result is a paper; null when not said.' })
  readonly paperResult!: boolean | null;

  @Field(() => ProcedureStatusEnum, {
    nullable: true,
    description: 'Status; null when the source does not say.',
  })
  readonly status!: string | null;

  @Field(() => DateTimeScalar, { description: 'Last change at the source.' })
  readonly changedAt!: string;
}

export const ProcedureConnection = connectionOf('Procedure', 'procedures (thủ tục hành chính)', Procedure);
