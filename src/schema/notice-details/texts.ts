import { Field, Float, InputType, Int, ObjectType } from 'type-graphql';
import { LegalStateEnum, ProcedureActionEnum } from '../enums/notice-details.js';
import { DateScalar, DateTimeScalar } from '../scalars.js';

/* What notices of each section say beside, for reading and for `publishNotice` alike. */

@ObjectType({ description: 'What a legal document says (văn bản pháp luật).' })
@InputType('LegalActInput', { description: 'What a legal document says (văn bản pháp luật).' })
export class LegalAct {
  @Field(() => String, { nullable: true, description: 'Field (lĩnh vực).' })
  readonly field!: string | null;

  @Field(() => String, { nullable: true, description: 'Signer (người ký).' })
  readonly signer!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'In force from (ngày hiệu lực).' })
  readonly effectiveFrom!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Last day in force.' })
  readonly effectiveTo!: string | null;

  @Field(() => LegalStateEnum, { nullable: true, description: 'State (tình trạng hiệu lực).' })
  readonly state!: string | null;

  @Field(() => [String], { defaultValue: [], description: 'Numbers of the documents that it replaces.' })
  readonly replaces!: string[];
}

@ObjectType({ description: 'A policy (chính sách).' })
@InputType('SupportPolicyInput', { description: 'A policy (chính sách).' })
export class SupportPolicy {
  @Field(() => String, { nullable: true, description: 'Field (lĩnh vực).' })
  readonly field!: string | null;

  @Field(() => String, { nullable: true, description: 'Whom it is for (đối tượng).' })
  readonly beneficiaries!: string | null;

  @Field(() => Float, { nullable: true, description: 'Support in đồng (mức hỗ trợ).' })
  readonly amount!: number | null;

  @Field(() => String, { nullable: true, description: 'Where the money is from (nguồn kinh phí).' })
  readonly funding!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'First day.' })
  readonly from!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Last day.' })
  readonly to!: string | null;
}

@ObjectType({ description: 'A decision on procedures (công bố thủ tục hành chính).' })
@InputType('ProcedureChangeInput', { description: 'A decision on procedures (công bố thủ tục hành chính).' })
export class ProcedureChange {
  @Field(() => ProcedureActionEnum, { nullable: true, description: 'What becomes of them.' })
  readonly action!: string | null;

  @Field(() => [String], { defaultValue: [], description: 'Codes of the procedures (mã TTHC).' })
  readonly procedureCodes!: string[];

  @Field(() => String, { nullable: true, description: 'Number of the decision (số quyết định).' })
  readonly decisionNumber!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day of the decision.' })
  readonly decisionDate!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'In force from.' })
  readonly effectiveFrom!: string | null;
}

@ObjectType({ description: 'An internal process (quy trình nội bộ); its steps are the notice’s.' })
@InputType('WorkProcessInput', {
  description: 'An internal process (quy trình nội bộ); its steps are the notice’s.',
})
export class WorkProcess {
  @Field(() => String, { nullable: true, description: 'The procedure that it is for (mã TTHC).' })
  readonly procedureCode!: string | null;

  @Field(() => String, { nullable: true, description: 'Version (phiên bản).' })
  readonly version!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'In force from.' })
  readonly effectiveFrom!: string | null;
}

@ObjectType({ description: 'A step of an internal process (bước của quy trình).' })
@InputType('ProcessStepInput', { description: 'A step of an internal process (bước của quy trình).' })
export class ProcessStep {
  @Field(() => String, { description: 'Name of the step.' })
  readonly name!: string;

  @Field(() => String, { nullable: true, description: 'Who does it.' })
  readonly actor!: string | null;

  @Field(() => Int, { nullable: true, description: 'Working hours for it (số giờ làm việc).' })
  readonly hours!: number | null;

  @Field(() => String, { nullable: true, description: 'What comes of it.' })
  readonly result!: string | null;
}

@ObjectType({ description: 'An activity (hoạt động).' })
@InputType('PublicEventInput', { description: 'An activity (hoạt động).' })
export class PublicEvent {
  @Field(() => DateTimeScalar, { nullable: true, description: 'Begins.' })
  readonly startsAt!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Ends.' })
  readonly endsAt!: string | null;

  @Field(() => String, { nullable: true, description: 'Place (địa điểm).' })
  readonly place!: string | null;

  @Field(() => String, { nullable: true, description: 'Who leads it (chủ trì).' })
  readonly host!: string | null;

  @Field(() => String, { nullable: true, description: 'Who takes part (thành phần).' })
  readonly participants!: string | null;
}
