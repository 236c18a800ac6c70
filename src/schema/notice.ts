import { Field, ObjectType } from 'type-graphql';
import { connectionOf } from './connection.js';
import { NoticeCategoryEnum } from './enums/catalogue.js';
import { Node } from './node.js';
import {
  LegalAct,
  ProcedureChange,
  ProcessStep,
  PublicEvent,
  SupportPolicy,
  WorkProcess,
} from './notice-details/texts.js';
import { InvestmentProject, Planning, TenderPackage } from './notice-details/works.js';
import { DateScalar, DateTimeScalar } from './scalars.js';
import { SubjectNode } from './subject-node.js';
import { Unit } from './unit.js';

@ObjectType({ description: 'A file of a notice (tệp đính kèm).' })
export class NoticeAttachment {
  @Field(() => String, { description: 'Name of the file.' })
  readonly name!: string;
}

/** Its `deliveries` are added by resolvers/notice.ts. */
@ObjectType({ implements: Node, description: "A notice of the district's portal (tin, thông báo)." })
export class Notice extends SubjectNode {
  @Field(() => String, { description: "Id at the district's portal (mã tin)." })
  readonly code!: string;

  @Field(() => String, { description: "The hub's reference on the portals, `LT-000123`." })
  readonly reference!: string;

  @Field(() => String, { description: 'Title.' })
  readonly title!: string;

  @Field(() => String, { description: 'Body: sanitised HTML.' })
  readonly body!: string;

  @Field(() => String, { nullable: true, description: 'Summary (trích yếu).' })
  readonly summary!: string | null;

  @Field(() => String, { nullable: true, description: 'Author (tác giả).' })
  readonly author!: string | null;

  @Field(() => String, { nullable: true, description: 'Where the text is from (nguồn tin).' })
  readonly provenance!: string | null;

  @Field(() => String, { nullable: true, description: "Public address at the district's portal." })
  readonly url!: string | null;

  @Field(() => NoticeCategoryEnum, { description: 'Section.' })
  readonly category!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Number of the legal document (số ký hiệu); null for an article.',
  })
  readonly documentNumber!: string | null;

  @Field(() => String, { nullable: true, description: 'Kind of the legal document.' })
  readonly documentType!: string | null;

  @Field(() => String, { nullable: true, description: 'Issuing body.' })
  readonly issuer!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day of issue.' })
  readonly issuedAt!: string | null;

  @Field(() => DateTimeScalar, { description: 'Published from.' })
  readonly publishedAt!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Taken down at; null: stays.' })
  readonly expiresAt!: string | null;

  @Field(() => Boolean, { description: 'Whether it was withdrawn (đã gỡ).' })
  readonly withdrawn!: boolean;

  @Field(() => Unit, {
    nullable: true,
    description: 'Publishing unit; null when it is not in the unit table.',
  })
  readonly unit!: Unit | null;

  @Field(() => [NoticeAttachment], { description: 'Files.' })
  readonly attachments!: NoticeAttachment[];

  @Field(() => LegalAct, {
    nullable: true,
    description: 'What a notice of the section LAW says of its document.',
  })
  readonly legalAct!: LegalAct | null;

  @Field(() => SupportPolicy, { nullable: true, description: 'Of a notice of the section POLICY.' })
  readonly policy!: SupportPolicy | null;

  @Field(() => ProcedureChange, { nullable: true, description: 'Of a notice of the section PROCEDURES.' })
  readonly procedureChange!: ProcedureChange | null;

  @Field(() => WorkProcess, { nullable: true, description: 'Of a notice of the section PROCESSES.' })
  readonly process!: WorkProcess | null;

  @Field(() => [ProcessStep], { description: 'Steps of the process, in their order.' })
  readonly processSteps!: ProcessStep[];

  @Field(() => InvestmentProject, {
    nullable: true,
    description: 'Of a notice of the section INVESTMENT: a project.',
  })
  readonly investment!: InvestmentProject | null;

  @Field(() => Planning, { nullable: true, description: 'Of a notice of the section INVESTMENT: a plan.' })
  readonly planning!: Planning | null;

  @Field(() => TenderPackage, { nullable: true, description: 'Of a notice of the section TENDERS.' })
  readonly tender!: TenderPackage | null;

  @Field(() => PublicEvent, { nullable: true, description: 'Of a notice of the section ACTIVITIES.' })
  readonly event!: PublicEvent | null;
}

export const NoticeConnection = connectionOf('Notice', 'notices (tin, thông báo)', Notice);
