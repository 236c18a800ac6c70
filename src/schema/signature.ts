import { ArgsType, Field, InputType, Int, ObjectType } from 'type-graphql';
import { PageArgs } from './args/page.js';
import { Certificate } from './certificate.js';
import { connectionOf } from './connection.js';
import { defineNames } from './enums/define.js';
import { defineOrder } from './enums/orders.js';
import { Node } from './node.js';
import { DateTimeScalar } from './scalars.js';

export const SignatureFormatEnum = defineNames('SignatureFormat', 'Kind of signature (định dạng chữ ký).', {
  PADES: 'Chữ ký trong PDF',
  XADES: 'Chữ ký XML',
  CADES: 'Chữ ký CMS, .p7s',
});

export const SignatureResultEnum = defineNames(
  'SignatureResult',
  'What all checks together say (kết quả), as EN 319 102-1 has it.',
  {
    TOTAL_PASSED: 'Hợp lệ',
    TOTAL_FAILED: 'Không hợp lệ',
    INDETERMINATE: 'Chưa kết luận được',
  },
);

export const SignatureCheckNameEnum = defineNames(
  'SignatureCheckName',
  'What was checked (nội dung kiểm tra).',
  {
    INTEGRITY: 'Toàn vẹn',
    COVERAGE: 'Phạm vi ký',
    CHAIN: 'Chuỗi chứng thư',
    TIME: 'Thời điểm ký',
    REVOCATION: 'Thu hồi',
    ALGORITHM: 'Thuật toán',
  },
);

export const CheckStateEnum = defineNames('CheckState', 'How a check ended.', {
  PASSED: 'Đạt',
  FAILED: 'Không đạt',
  UNKNOWN: 'Chưa biết',
});

@ObjectType({ description: 'One check of a signature, by itself (một bước kiểm tra).' })
export class SignatureCheck {
  @Field(() => SignatureCheckNameEnum, { description: 'What was checked.' })
  readonly name!: string;

  @Field(() => CheckStateEnum, { description: 'How it ended.' })
  readonly state!: string;

  @Field(() => String, { nullable: true, description: 'Why not, `EXPIRED`; docs/signatures.md.' })
  readonly reason!: string | null;

  @Field(() => String, { description: 'The same in a sentence.' })
  readonly message!: string;
}

@ObjectType({
  implements: Node,
  description: 'A digital signature in a kept file and what checking it came to (chữ ký số).',
})
export class Signature extends Node {
  @Field(() => Int, { description: 'Its place in the file, from 0.' })
  readonly position!: number;

  @Field(() => String, { description: 'SHA-256 of the file, hexadecimal.' })
  readonly file!: string;

  @Field(() => String, {
    nullable: true,
    description: 'SHA-256 of the file beside it that it signs; null where it stands in what it signs.',
  })
  readonly signedFile!: string | null;

  @Field(() => SignatureFormatEnum, { description: 'Kind.' })
  readonly format!: string;

  @Field(() => String, { nullable: true, description: 'Baseline level, `B_T`; null below it.' })
  readonly level!: string | null;

  @Field(() => Boolean, { description: 'Whether it is a time stamp over a document, nobody’s signature.' })
  readonly isTimestamp!: boolean;

  @Field(() => String, {
    nullable: true,
    description:
      'Signer, as a distinguished name (người ký); identity numbers in it are masked for everybody.',
  })
  readonly signerDn!: string | null;

  @Field(() => String, { nullable: true, description: 'Issuer of the certificate.' })
  readonly issuerDn!: string | null;

  @Field(() => String, { nullable: true, description: 'Serial of the certificate.' })
  readonly serial!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was signed, as the signer says.' })
  readonly signedAt!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'The earliest trusted time stamp over it.' })
  readonly timestampAt!: string | null;

  @Field(() => String, { nullable: true, description: 'Digest, `SHA256`.' })
  readonly digest!: string | null;

  @Field(() => SignatureResultEnum, { description: 'What all checks together say.' })
  readonly result!: string;

  @Field(() => String, { nullable: true, description: 'Why it did not pass; docs/signatures.md.' })
  readonly reason!: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was checked last.' })
  readonly checkedAt!: string;

  @Field(() => [SignatureCheck], { description: 'Each check by itself.' })
  readonly checks!: SignatureCheck[];

  @Field(() => Certificate, {
    nullable: true,
    description: "The signer's certificate, when its issuer's list has it.",
  })
  readonly certificate!: Certificate | null;
}

export const SignatureConnection = connectionOf('Signature', 'signatures (chữ ký số)', Signature);

export const SignatureOrderEnum = defineOrder('SignatureOrder', 'signatures', {
  SIGNED: 'Thời điểm ký',
});

@InputType({ description: 'How one check of a signature ended.' })
export class SignatureCheckInput {
  @Field(() => SignatureCheckNameEnum, { description: 'What was checked.' })
  readonly name!: string;

  @Field(() => [CheckStateEnum], { description: 'Ended in one of these ways.' })
  readonly states!: string[];
}

@ArgsType()
export class SignaturesArgs extends PageArgs {
  @Field(() => SignatureOrderEnum, { defaultValue: SignatureOrderEnum.SIGNED_DESC, description: 'Order.' })
  readonly orderBy!: keyof typeof SignatureOrderEnum;

  @Field(() => [SignatureResultEnum], { nullable: true, description: 'Only with one of these results.' })
  readonly results?: string[] | null;

  @Field(() => [SignatureCheckInput], {
    nullable: true,
    description: 'Only where each of these checks ended so.',
  })
  readonly checks?: SignatureCheckInput[] | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Only in files of dossiers, notices and documents of this unit, all below it and what took over.',
  })
  readonly unit?: string | null;

  @Field(() => [SignatureFormatEnum], { nullable: true, description: 'Only of these kinds.' })
  readonly formats?: string[] | null;

  @Field(() => String, { nullable: true, description: 'Only in this file or over it: SHA-256, hexadecimal.' })
  readonly file?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Words of the signer's name, or the serial; without accents too.",
  })
  readonly signer?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Signed at this time or later.' })
  readonly signedFrom?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Signed before this time.' })
  readonly signedTo?: string | null;
}
