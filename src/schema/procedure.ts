import { Field, ObjectType } from 'type-graphql';
import { connectionOf } from './connection.js';
import { OnlineLevelEnum, ProcedureStatusEnum } from './enums/catalogue.js';
import { Node } from './node.js';
import {
  ProcedureComponent,
  ProcedureDecision,
  ProcedureFee,
  ProcedureResult,
  ProcedureTerm,
  Term,
} from './procedure-parts.js';
import { DateScalar, DateTimeScalar } from './scalars.js';
import { SubjectNode } from './subject-node.js';

@ObjectType({ implements: Node, description: 'An administrative procedure (thủ tục hành chính, TTHC).' })
export class Procedure extends SubjectNode {
  @Field(() => String, { description: 'National code without suffix, `1.001193`.' })
  readonly code!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'The code with its suffix, `1.001193.000.00.00.H56`; null when the source has the short one only.',
  })
  readonly fullCode!: string | null;

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

  @Field(() => DateScalar, { nullable: true, description: 'Since when it is served at that level.' })
  readonly onlineSince!: string | null;

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

  @Field(() => [ProcedureTerm], {
    description: 'Terms by way of handing in; empty when the source has one or none.',
  })
  readonly terms!: ProcedureTerm[];

  @Field(() => [ProcedureFee], { description: 'Fees.' })
  readonly fees!: ProcedureFee[];

  @Field(() => [ProcedureComponent], { description: 'Papers to hand in.' })
  readonly components!: ProcedureComponent[];

  @Field(() => [ProcedureResult], { description: 'Results.' })
  readonly results!: ProcedureResult[];

  @Field(() => ProcedureDecision, {
    nullable: true,
    description: 'The decision by which it stands as it does; null when the source has none.',
  })
  readonly decision!: ProcedureDecision | null;

  @Field(() => [Procedure], { description: 'Those that came in its place, as far as they are in the table.' })
  readonly replacedBy!: Procedure[];

  @Field(() => DateTimeScalar, { nullable: true, description: 'From when it is in force (hiệu lực từ).' })
  readonly validFrom!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Until when it is in force; null: no end.' })
  readonly validTo!: string | null;
}

export const ProcedureConnection = connectionOf('Procedure', 'procedures (thủ tục hành chính)', Procedure);
