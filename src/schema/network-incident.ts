import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import { SubjectArgs } from './args/subjects.js';
import { connectionOf } from './connection.js';
import { defineNames } from './enums/define.js';
import { defineOrder } from './enums/orders.js';
import { NetworkSite } from './network-site.js';
import { Node } from './node.js';
import { DateTimeScalar } from './scalars.js';
import { SubjectNode } from './subject-node.js';
import { Unit } from './unit.js';

export const IncidentStateEnum = defineNames('IncidentState', 'How far an incident is (trạng thái sự cố).', {
  OPEN: 'Mới phát sinh',
  ACK: 'Đã tiếp nhận',
  RESTORED: 'Đã khôi phục',
  CLOSED: 'Đã đóng',
});

@ObjectType({ implements: Node, description: 'Something that went wrong on the network (sự cố mạng).' })
export class NetworkIncident extends SubjectNode {
  @Field(() => String, { description: 'Code (mã sự cố).' })
  readonly code!: string;

  @Field(() => Unit, { nullable: true, description: 'Whose it is; null when it is not in the unit table.' })
  readonly unit!: Unit | null;

  @Field(() => NetworkSite, { nullable: true, description: 'The site, when it is known here.' })
  readonly site!: NetworkSite | null;

  @Field(() => String, { nullable: true, description: 'Code of the site (mã đường truyền).' })
  readonly siteCode!: string | null;

  @Field(() => String, { nullable: true, description: 'Number on the device (số sê-ri).' })
  readonly deviceSerial!: string | null;

  @Field(() => IncidentStateEnum, { description: 'The last step that was taken.' })
  readonly state!: string;

  @Field(() => String, { description: 'What happened (mô tả).' })
  readonly summary!: string;

  @Field(() => String, { nullable: true, description: 'Why (nguyên nhân).' })
  readonly cause!: string | null;

  @Field(() => DateTimeScalar, { description: 'When it began or was reported.' })
  readonly openedAt!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When somebody took it up.' })
  readonly acknowledgedAt!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When the network was back.' })
  readonly restoredAt!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was closed.' })
  readonly closedAt!: string | null;
}

export const NetworkIncidentConnection = connectionOf(
  'NetworkIncident',
  'incidents on the network (sự cố mạng)',
  NetworkIncident,
);

export const NetworkIncidentOrderEnum = defineOrder('NetworkIncidentOrder', 'incidents', {
  OPENED: 'Thời điểm phát sinh',
  CODE: 'Mã sự cố',
  CHANGED: 'Lần thay đổi ở nguồn',
});

@ArgsType()
export class NetworkIncidentsArgs extends SubjectArgs {
  @Field(() => NetworkIncidentOrderEnum, {
    defaultValue: NetworkIncidentOrderEnum.OPENED_DESC,
    description: 'Order.',
  })
  readonly orderBy!: keyof typeof NetworkIncidentOrderEnum;
}

/** What the list of incidents and those of a unit or a site can be narrowed by. */
@ArgsType()
export class IncidentFilterArgs {
  @Field(() => [IncidentStateEnum], { nullable: true, description: 'Only in one of these states.' })
  readonly states?: string[] | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Opened at this time or later.' })
  readonly openedFrom?: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Opened before this time.' })
  readonly openedTo?: string | null;
}

@ArgsType()
export class UnitIncidentsArgs extends IncidentFilterArgs {
  @Field(() => Int, { defaultValue: 100, description: 'At most this many, 1–100; the latest first.' })
  readonly first!: number;
}

/** Sites stand in lists below units and dossiers: many for each would make such a query too costly. */
@ArgsType()
export class SiteIncidentsArgs extends IncidentFilterArgs {
  @Field(() => Int, { defaultValue: 5, description: 'At most this many, 1–100; the latest first.' })
  readonly first!: number;
}
