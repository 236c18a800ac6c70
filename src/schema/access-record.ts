import { Field, ObjectType } from 'type-graphql';
import { connectionOf } from './connection.js';
import { Node } from './node.js';
import { DateTimeScalar } from './scalars.js';

@ObjectType({ description: 'Personal fields of one type that were shown (trường dữ liệu cá nhân đã xem).' })
export class AccessedFields {
  @Field(() => String, { description: 'Type, `Applicant`.' })
  readonly type!: string;

  @Field(() => [String], {
    description: 'Its fields that were shown unmasked; `search`: they were found by a text of theirs.',
  })
  readonly fields!: string[];

  @Field(() => [String], { description: 'Codes of the dossiers or notices that they belong to.' })
  readonly subjectKeys!: string[];
}

@ObjectType({
  implements: Node,
  description:
    "One operation that showed people's data unmasked (lượt xem dữ liệu cá nhân); it holds no value.",
})
export class AccessRecord extends Node {
  @Field(() => DateTimeScalar, { description: 'When.' })
  readonly at!: string;

  @Field(() => String, { description: "Who: id of the service key, or `oidc:` and the token's subject." })
  readonly principalId!: string;

  @Field(() => String, { description: 'Name of the key or person then.' })
  readonly principalName!: string;

  @Field(() => String, { description: 'Role then.' })
  readonly role!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Unit that it was limited to; null: the whole district.',
  })
  readonly unit!: string | null;

  @Field(() => String, { nullable: true, description: 'Name of the operation; null when it had none.' })
  readonly operation!: string | null;

  @Field(() => String, { description: 'Request, as in `X-Request-Id` and the log.' })
  readonly requestId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What the caller said that it was for; null where nobody asks (mục đích).',
  })
  readonly purpose!: string | null;

  @Field(() => [AccessedFields], { description: 'What was shown.' })
  readonly reads!: AccessedFields[];
}

export const AccessRecordConnection = connectionOf(
  'AccessRecord',
  'records of access to personal data (lượt xem dữ liệu cá nhân)',
  AccessRecord,
);
