import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import { SubjectArgs } from './args/subjects.js';
import { connectionOf } from './connection.js';
import { DocumentFile, DocumentRecipient, DocumentTrace } from './document-parts.js';
import { Dossier } from './dossier.js';
import {
  DocumentDirectionEnum,
  DocumentPriorityEnum,
  DocumentStateEnum,
  RevocationEnum,
  SteeringEnum,
} from './enums/document.js';
import { defineOrder } from './enums/orders.js';
import { Node } from './node.js';
import { DateScalar, DateTimeScalar } from './scalars.js';
import { SubjectNode } from './subject-node.js';
import { Unit } from './unit.js';

/** Documents in and out, as agencies exchange them. */
@ObjectType({ implements: Node, description: 'A document in or out (văn bản đến, văn bản đi).' })
export class Document extends SubjectNode {
  @Field(() => String, {
    description: 'Issuer, day and number (mã văn bản): `000.00.04.G14,2012/08/06,267/VPCP-TTĐT`.',
  })
  readonly code!: string;

  @Field(() => DocumentDirectionEnum, {
    nullable: true,
    description: 'In or out; null while only a revocation or a status of it has come.',
  })
  readonly direction!: string | null;

  @Field(() => Unit, { nullable: true, description: 'Who received it, or issued it when it went out.' })
  readonly unit!: Unit | null;

  @Field(() => DocumentStateEnum, { description: 'Where it stands; it never goes back.' })
  readonly state!: string;

  @Field(() => String, { nullable: true, description: 'Number (số).' })
  readonly number!: string | null;

  @Field(() => String, { nullable: true, description: 'Notation (ký hiệu).' })
  readonly notation!: string | null;

  @Field(() => String, { nullable: true, description: "Issuing agency's identifier (mã định danh)." })
  readonly issuerCode!: string | null;

  @Field(() => String, { nullable: true, description: 'Issuing agency (cơ quan ban hành).' })
  readonly issuerName!: string | null;

  @Field(() => Unit, {
    nullable: true,
    description:
      'The unit that issued it; null when its identifier is none of the units’ that the hub knows.',
  })
  readonly issuerUnit!: Unit | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day of issue (ngày ban hành).' })
  readonly issuedAt!: string | null;

  @Field(() => String, { nullable: true, description: 'Place of issue.' })
  readonly place!: string | null;

  @Field(() => String, { nullable: true, description: 'Kind of document (tên loại).' })
  readonly typeName!: string | null;

  @Field(() => String, { nullable: true, description: 'Summary (trích yếu).' })
  readonly subject!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Text that was sent with it; masked without the scope `personal`.',
  })
  readonly content!: string | null;

  @Field(() => String, { nullable: true, description: 'Who signed it (người ký).' })
  readonly signer!: string | null;

  @Field(() => String, { nullable: true, description: 'Position of who signed it.' })
  readonly signerPosition!: string | null;

  @Field(() => String, { nullable: true, description: 'In whose name it was signed (KT., TL., TM.).' })
  readonly signerCompetence!: string | null;

  @Field(() => DocumentPriorityEnum, { description: 'Priority (độ khẩn).' })
  readonly priority!: number;

  @Field(() => SteeringEnum, { description: 'Whether it steers, or reports on steering (chỉ đạo).' })
  readonly steering!: number;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Due time (hạn xử lý).' })
  readonly dueAt!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was done, refused or revoked.' })
  readonly finishedAt!: string | null;

  @Field(() => Int, { nullable: true, description: 'Pages (số trang).' })
  readonly pages!: number | null;

  @Field(() => [String], { description: 'Receivers as they are written under it (nơi nhận).' })
  readonly toPlaces!: string[];

  @Field(() => String, {
    nullable: true,
    description: 'Number in the register of incoming documents (số đến).',
  })
  readonly arrivalNumber!: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'Day of arrival (ngày đến).' })
  readonly arrivedAt!: string | null;

  @Field(() => Boolean, { description: 'Handled as an electronic document, not on paper.' })
  readonly online!: boolean;

  @Field(() => RevocationEnum, {
    nullable: true,
    description: 'What became of taking it back (thu hồi); null: nobody asked.',
  })
  readonly revocation!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Why it was taken back; masked without the scope `personal`.',
  })
  readonly revocationReason!: string | null;

  @Field(() => Boolean, {
    description:
      'Another document has the same number, notation and issuer in the same year (cảnh báo trùng số, ký hiệu).',
  })
  readonly possibleDuplicate!: boolean;

  @Field(() => [DocumentRecipient], { description: 'Agencies that it is sent to.' })
  readonly recipients!: DocumentRecipient[];

  @Field(() => [DocumentFile], { description: 'Files.' })
  readonly files!: DocumentFile[];

  @Field(() => [DocumentTrace], {
    description:
      'What was done with it, by whom, and every status that came; one from who has no say in it changes no state.',
  })
  readonly traces!: DocumentTrace[];

  @Field(() => [String], { description: 'Codes of the documents that it answers.' })
  readonly responseFor!: string[];

  @Field(() => [String], { description: 'Codes of the documents in whose place it stands.' })
  readonly replaces!: string[];

  @Field(() => [String], { description: 'Codes of the dossiers that it names.' })
  readonly dossierCodes!: string[];

  @Field(() => [Document], {
    description:
      'The same document as each unit has it that you see, this one among them: who issued it first. State, deadline and arrival are each unit’s own.',
  })
  readonly copies!: Document[];

  @Field(() => [Dossier], { description: 'The dossiers that it names, as far as the hub has them.' })
  readonly dossiers!: Dossier[];
}

export const DocumentConnection = connectionOf('Document', 'documents (văn bản)', Document);

export const DocumentOrderEnum = defineOrder('DocumentOrder', 'documents', {
  ISSUED: 'Ngày ban hành — those without one last',
  CODE: 'Mã văn bản',
  CHANGED: 'Lần thay đổi ở nguồn',
});

@ArgsType()
export class DocumentsArgs extends SubjectArgs {
  @Field(() => DocumentOrderEnum, { defaultValue: DocumentOrderEnum.ISSUED_DESC, description: 'Order.' })
  readonly orderBy!: keyof typeof DocumentOrderEnum;

  @Field(() => DocumentDirectionEnum, {
    nullable: true,
    description: 'Only those that came in, or went out.',
  })
  readonly direction?: string | null;

  @Field(() => [DocumentStateEnum], { nullable: true, description: 'Only those in one of these states.' })
  readonly states?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'Only these kinds, by their full names (tên loại).' })
  readonly types?: string[] | null;

  @Field(() => [DocumentPriorityEnum], { nullable: true, description: 'Only those of these priorities.' })
  readonly priorities?: number[] | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Issued at this time or later.' })
  readonly issuedFrom?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Issued before this time.' })
  readonly issuedTo?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Arrived at this time or later.' })
  readonly arrivedFrom?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Arrived before this time.' })
  readonly arrivedTo?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it came in, is not finished and its due time has passed.',
  })
  readonly overdue?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether it is handled as an electronic document.' })
  readonly online?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only what this agency issued, by its identifier in any spelling.',
  })
  readonly issuer?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only those with this number, `12345`, or number and notation, `12345/UBND-THKH`.',
  })
  readonly number?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Due at this time or later.' })
  readonly dueFrom?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Due before this time.' })
  readonly dueTo?: string | null;

  @Field(() => String, { nullable: true, description: 'Only what names the dossier with this code.' })
  readonly dossier?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only what stands in the place of the document with this code.',
  })
  readonly replaces?: string | null;

  @Field(() => String, { nullable: true, description: 'Only what answers the document with this code.' })
  readonly responseFor?: string | null;
}

@ArgsType()
export class UnitDocumentsArgs {
  @Field(() => Int, { defaultValue: 20, description: 'At most this many, 1–100; the latest issued first.' })
  readonly first!: number;

  @Field(() => DocumentDirectionEnum, {
    nullable: true,
    description: 'Only those that came in, or went out.',
  })
  readonly direction?: string | null;

  @Field(() => [DocumentStateEnum], { nullable: true, description: 'Only those in one of these states.' })
  readonly states?: string[] | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Issued at this time or later.' })
  readonly issuedFrom?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Issued before this time.' })
  readonly issuedTo?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it came in, is not finished and its due time has passed.',
  })
  readonly overdue?: boolean | null;
}
