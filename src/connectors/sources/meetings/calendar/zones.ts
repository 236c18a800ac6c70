import ICAL from 'ical.js';
import { DateTime, IANAZone } from 'luxon';
import { OFFSET_MS } from '../../../../domain/time.js';
import type { Block } from './blocks.js';
import type { Moment } from './moments.js';

/** The instant of a moment, ms; undefined: its zone is not known. */
export type InstantOf = (moment: Moment) => number | undefined;

/**
 * Reads times by the calendar's own VTIMEZONEs, else by the zone's IANA name. A time without a zone is one of here, UTC+7, and so is the begin of
 * a day. Never by the machine's zone.
 */
export function instantsBy(blocks: readonly Block[]): InstantOf {
  const own = new Map(blocks.flatMap((block) => zoneOf(block)));
  return ({ wall, isDate, isUtc, zone }) => {
    if (isUtc && !isDate) return wall;
    if (isDate || zone === undefined) return wall - OFFSET_MS;
    const told = own.get(zone);
    if (told) return wall - told.utcOffset(ICAL.Time.fromJSDate(new Date(wall), true)) * 1_000;
    // Global names stand with a path before them: /freeassociation.sourceforge.net/Asia/Ho_Chi_Minh.
    const iana = zone.startsWith('/') ? zone.split('/').slice(-2).join('/') : zone;
    if (!IANAZone.isValidZone(iana)) return undefined;
    return DateTime.fromMillis(wall, { zone: 'utc' }).setZone(iana, { keepLocalTime: true }).toMillis();
  };
}

function zoneOf({ name, lines, cut }: Block): [string, ICAL.Timezone][] {
  if (name !== 'VTIMEZONE' || cut) return [];
  try {
    const component = ICAL.Component.fromString(lines.join('\r\n'));
    const tzid = component.getFirstPropertyValue('tzid');
    return typeof tzid === 'string' ? [[tzid, new ICAL.Timezone({ component, tzid })]] : [];
  } catch {
    // Whatever refers to it is refused for a zone that is not known.
    return [];
  }
}
