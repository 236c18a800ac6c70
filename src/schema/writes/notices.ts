import { Field, InputType, ObjectType } from 'type-graphql';
import { NoticeCategoryEnum } from '../enums/catalogue.js';
import { Notice } from '../notice.js';
import {
  LegalAct,
  ProcedureChange,
  ProcessStep,
  PublicEvent,
  SupportPolicy,
  WorkProcess,
} from '../notice-details/texts.js';
import { InvestmentProject, Planning, TenderPackage } from '../notice-details/works.js';
import { Problem } from '../payloads.js';
import { DateScalar, DateTimeScalar } from '../scalars.js';
import { RecordFateEnum } from './dossiers.js';

@InputType({ description: 'A file of a notice (tệp đính kèm).' })
export class NoticeAttachmentInput {
  @Field(() => String, { nullable: true, description: "Name; absent: the file's own." })
  readonly name?: string | null;

  @Field(() => String, { description: 'Address, http(s) on a host of `FILE_HOSTS`.' })
  readonly url!: string;
}

@InputType({ description: 'A process with its steps.' })
export class ProcessInput extends WorkProcess {
  @Field(() => [ProcessStep], { nullable: true, description: 'Its steps, in their order.' })
  readonly steps?: ProcessStep[] | null;
}

@InputType({ description: 'What belongs to the section of a notice: one of these, the one of its section.' })
export class NoticeDetailsInput {
  @Field(() => LegalAct, { nullable: true, description: 'Of the section LAW.' })
  readonly legalAct?: LegalAct | null;

  @Field(() => SupportPolicy, { nullable: true, description: 'Of the section POLICY.' })
  readonly policy?: SupportPolicy | null;

  @Field(() => ProcedureChange, { nullable: true, description: 'Of the section PROCEDURES.' })
  readonly procedureChange?: ProcedureChange | null;

  @Field(() => ProcessInput, { nullable: true, description: 'Of the section PROCESSES.' })
  readonly process?: ProcessInput | null;

  @Field(() => InvestmentProject, { nullable: true, description: 'Of the section INVESTMENT: a project.' })
  readonly investment?: InvestmentProject | null;

  @Field(() => Planning, { nullable: true, description: 'Of the section INVESTMENT: a plan.' })
  readonly planning?: Planning | null;

  @Field(() => TenderPackage, { nullable: true, description: 'Of the section TENDERS.' })
  readonly tender?: TenderPackage | null;

  @Field(() => PublicEvent, { nullable: true, description: 'Of the section ACTIVITIES.' })
  readonly event?: PublicEvent | null;
}

@InputType({
  description: 'A notice to publish, or to correct: the code tells which (tin, thông báo).',
})
export class PublishNoticeInput {
  @Field(() => String, {
    description: 'Its code, chosen by the caller, at most 200 letters. Published again it is a correction.',
  })
  readonly code!: string;

  @Field(() => String, { description: 'Title.' })
  readonly title!: string;

  @Field(() => String, { description: 'Body, HTML; sanitised before it is stored.' })
  readonly body!: string;

  @Field(() => NoticeCategoryEnum, { description: 'Section.' })
  readonly category!: string;

  @Field(() => String, { description: "Publishing unit's code." })
  readonly unit!: string;

  @Field(() => DateTimeScalar, { description: 'Published from; in the future: carried then.' })
  readonly publishedAt!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Taken down at; absent: stays.' })
  readonly expiresAt?: string | null;

  @Field(() => String, { nullable: true, description: 'Summary (trích yếu).' })
  readonly summary?: string | null;

  @Field(() => String, { nullable: true, description: 'Author (tác giả).' })
  readonly author?: string | null;

  @Field(() => String, { nullable: true, description: 'Where the text is from (nguồn tin).' })
  readonly provenance?: string | null;

  @Field(() => String, { nullable: true, description: 'Picture, http(s) on a host of `FILE_HOSTS`.' })
  readonly image?: string | null;

  @Field(() => String, { nullable: true, description: "Public address at the district's portal." })
  readonly url?: string | null;

  @Field(() => String, { nullable: true, description: 'Number of the legal document (số ký hiệu).' })
  readonly documentNumber?: string | null;

  @Field(() => String, { nullable: true, description: 'Kind of the legal document.' })
  readonly documentType?: string | null;

  @Field(() => String, { nullable: true, description: 'Issuing body.' })
  readonly issuer?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day of issue.' })
  readonly issuedAt?: string | null;

  @Field(() => NoticeDetailsInput, { nullable: true, description: 'What belongs to its section.' })
  readonly details?: NoticeDetailsInput | null;

  @Field(() => [NoticeAttachmentInput], { nullable: true, description: 'Files.' })
  readonly attachments?: NoticeAttachmentInput[] | null;
}

@InputType({ description: 'Which notice to take down.' })
export class WithdrawNoticeInput {
  @Field(() => String, { description: 'Code of a notice that was published through the hub.' })
  readonly code!: string;
}

@ObjectType({ description: 'The notice as it stands now.' })
export class WriteNoticePayload {
  @Field(() => Notice, { nullable: true, description: 'The notice; null when there is none.' })
  readonly notice!: Notice | null;

  @Field(() => RecordFateEnum, { nullable: true, description: 'What became of it; null: it was refused.' })
  readonly fate!: string | null;

  @Field(() => [Problem], { description: 'What is wrong with it; empty: it was taken.' })
  readonly errors!: Problem[];
}
