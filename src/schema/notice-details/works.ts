import { Field, Float, InputType, ObjectType } from 'type-graphql';
import {
  PlanningKindEnum,
  ProjectGroupEnum,
  ProjectStateEnum,
  SelectionFormEnum,
  TenderFieldEnum,
  TenderStateEnum,
} from '../enums/notice-details.js';
import { DateScalar, DateTimeScalar } from '../scalars.js';

@ObjectType({ description: 'An investment project (dự án đầu tư).' })
@InputType('InvestmentProjectInput', { description: 'An investment project (dự án đầu tư).' })
export class InvestmentProject {
  @Field(() => String, { nullable: true, description: 'Project code (mã dự án).' })
  readonly code!: string | null;

  @Field(() => String, { description: 'Name.' })
  readonly name!: string;

  @Field(() => String, { nullable: true, description: 'Investor (chủ đầu tư).' })
  readonly investor!: string | null;

  @Field(() => Float, { nullable: true, description: 'Total investment in đồng (tổng mức đầu tư).' })
  readonly totalInvestment!: number | null;

  @Field(() => String, { nullable: true, description: 'Sources of capital (nguồn vốn).' })
  readonly funding!: string | null;

  @Field(() => String, { nullable: true, description: 'Place (địa điểm).' })
  readonly place!: string | null;

  @Field(() => ProjectGroupEnum, { nullable: true, description: 'Group (nhóm dự án).' })
  readonly group!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Start of works (khởi công).' })
  readonly startsAt!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Completion (hoàn thành).' })
  readonly finishesAt!: string | null;

  @Field(() => String, { nullable: true, description: 'Number of the decision (số quyết định).' })
  readonly decisionNumber!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day of the decision.' })
  readonly decisionDate!: string | null;

  @Field(() => ProjectStateEnum, { nullable: true, description: 'State.' })
  readonly state!: string | null;
}

@ObjectType({ description: 'A plan of land or building (quy hoạch).' })
@InputType('PlanningInput', { description: 'A plan of land or building (quy hoạch).' })
export class Planning {
  @Field(() => PlanningKindEnum, { description: 'Kind (loại quy hoạch).' })
  readonly kind!: string;

  @Field(() => String, { nullable: true, description: 'Name.' })
  readonly name!: string | null;

  @Field(() => String, { nullable: true, description: 'Place (địa điểm).' })
  readonly place!: string | null;

  @Field(() => Float, { nullable: true, description: 'Hectares (diện tích).' })
  readonly area!: number | null;

  @Field(() => String, { nullable: true, description: 'Period, `2021–2030` (kỳ quy hoạch).' })
  readonly period!: string | null;

  @Field(() => String, { nullable: true, description: 'Number of the decision (số quyết định).' })
  readonly decisionNumber!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day of the decision.' })
  readonly decisionDate!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Comments are taken from (lấy ý kiến từ).' })
  readonly commentsFrom!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Last day for comments.' })
  readonly commentsTo!: string | null;
}

@ObjectType({ description: 'A bidding or procurement package (gói thầu, mua sắm).' })
@InputType('TenderPackageInput', { description: 'A bidding or procurement package (gói thầu, mua sắm).' })
export class TenderPackage {
  @Field(() => String, { nullable: true, description: 'Number at the national bidding system (số TBMT).' })
  readonly noticeNumber!: string | null;

  @Field(() => String, { nullable: true, description: 'Number of the package (số gói thầu).' })
  readonly number!: string | null;

  @Field(() => String, { description: 'Name.' })
  readonly name!: string;

  @Field(() => String, { nullable: true, description: 'Project that it belongs to (mã dự án).' })
  readonly projectCode!: string | null;

  @Field(() => String, { nullable: true, description: 'Who procures (bên mời thầu).' })
  readonly procuringEntity!: string | null;

  @Field(() => TenderFieldEnum, { nullable: true, description: 'What is bought (loại gói thầu).' })
  readonly field!: string | null;

  @Field(() => SelectionFormEnum, {
    nullable: true,
    description: 'Form of selection (hình thức lựa chọn nhà thầu).',
  })
  readonly selection!: string | null;

  @Field(() => Float, { nullable: true, description: 'Price of the package in đồng (giá gói thầu).' })
  readonly price!: number | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Bids are taken until (đóng thầu).' })
  readonly bidsCloseAt!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Bids are opened (mở thầu).' })
  readonly bidsOpenAt!: string | null;

  @Field(() => String, { nullable: true, description: 'Who won (nhà thầu trúng thầu).' })
  readonly winner!: string | null;

  @Field(() => Float, { nullable: true, description: 'Price of the award in đồng (giá trúng thầu).' })
  readonly awardPrice!: number | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day of the result.' })
  readonly awardedAt!: string | null;

  @Field(() => String, { nullable: true, description: 'Time for the contract (thời gian thực hiện).' })
  readonly duration!: string | null;

  @Field(() => TenderStateEnum, { nullable: true, description: 'State.' })
  readonly state!: string | null;
}
