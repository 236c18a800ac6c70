import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import { devicesPage } from '../reads/device.js';
import { readDeviceTotals } from '../reads/device-totals.js';
import { Selection } from '../reads/engine/selection.js';
import { AS_OF_SHOWN } from '../schema/args/subjects.js';
import {
  Device,
  DeviceConnection,
  DeviceFilterArgs,
  DevicesArgs,
  SiteDevicesArgs,
  UnitDevicesArgs,
} from '../schema/device.js';
import { DeviceTotal, DeviceTotalsArgs } from '../schema/device-total.js';
import { NetworkIncident } from '../schema/network-incident.js';
import { NetworkSite } from '../schema/network-site.js';
import { DateTimeScalar } from '../schema/scalars.js';
import { Unit } from '../schema/unit.js';
import { byKey } from './by-key.js';
import { type Context, callerOf } from './context.js';
import { oneBy } from './one-by.js';

@Resolver()
export class DeviceResolver {
  @Query(() => DeviceConnection, {
    description: 'Computers and other devices on the network (thiết bị), by number.',
  })
  devices(
    @Ctx() context: Context,
    @Args(() => DevicesArgs) args: DevicesArgs,
    @Args(() => DeviceFilterArgs) filter: DeviceFilterArgs,
    @Info() info: GraphQLResolveInfo,
  ): Promise<unknown> {
    const all = { ...args, ...filter };
    return context.services.reads.page(callerOf(context), devicesPage, all, Selection.of(info));
  }

  @Query(() => Device, {
    nullable: true,
    description: 'One device, by its global id or by its number; null when there is none.',
  })
  device(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg('id', () => ID, { nullable: true, description: 'Global id.' }) id?: string | null,
    @Arg('code', () => String, { nullable: true, description: 'Number on it (số sê-ri).' })
    code?: string | null,
    @Arg('asOf', () => DateTimeScalar, { nullable: true, description: AS_OF_SHOWN }) asOf?: string | null,
  ): Promise<unknown> {
    return oneBy(context, info, 'Device', { id, code }, asOf);
  }

  @Query(() => [DeviceTotal], {
    description:
      'Devices by state, and the share on the network (tỷ lệ máy tính kết nối); of computers in use unless asked otherwise.',
  })
  deviceTotals(
    @Ctx() context: Context,
    @Args(() => DeviceTotalsArgs) args: DeviceTotalsArgs,
  ): Promise<DeviceTotal[]> {
    return readDeviceTotals(context.services.reads, callerOf(context), args);
  }
}

@Resolver(() => Unit)
export class UnitDevicesResolver {
  @FieldResolver(() => [Device], { description: 'Its computers and other devices, by number.' })
  devices(
    @Root() root: object,
    @Info() info: GraphQLResolveInfo,
    @Args(() => UnitDevicesArgs) _args: UnitDevicesArgs,
  ): unknown {
    return byKey(root, info);
  }
}

@Resolver(() => NetworkSite)
export class SiteDevicesResolver {
  @FieldResolver(() => [Device], { description: 'Devices behind it by the inventory, by number.' })
  inventory(
    @Root() root: object,
    @Info() info: GraphQLResolveInfo,
    @Args(() => SiteDevicesArgs) _args: SiteDevicesArgs,
  ): unknown {
    return byKey(root, info);
  }
}

@Resolver(() => NetworkIncident)
export class IncidentDeviceResolver {
  @FieldResolver(() => Device, {
    nullable: true,
    description: 'The device, when it is known here.',
  })
  device(@Root() root: object, @Info() info: GraphQLResolveInfo): unknown {
    return byKey(root, info);
  }
}
