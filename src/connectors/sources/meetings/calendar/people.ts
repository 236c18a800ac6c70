import type ICAL from 'ical.js';
import type { Json } from '../../../../domain/canonical.js';
import { INVITATION_ANSWERS } from '../../../../domain/kinds/meeting.js';
import { linkIn, withoutWaysIn } from '../../../../domain/ways-in.js';
import type { UnitOfAddress } from '../parameters.js';
import { textOf } from './text.js';

/** Where servers write the way into a meeting; the first that says one. */
const WAYS_IN = [
  'x-lien-ket-hop',
  'conference',
  'x-google-conference',
  'x-microsoft-skypeteamsmeetingurl',
  'x-zoom-join-url',
] as const;
/** Not people: what a meeting is held in. */
const ROOMS = new Set(['ROOM', 'RESOURCE']);

/** What an event says beside its times, in the columns of the form. What it does not say is left out. */
export function factsOf(component: ICAL.Component, unitOf: UnitOfAddress): { [column: string]: Json } {
  const organiser = component.getFirstProperty('organizer');
  const holder = organiser && personOf(organiser, unitOf);
  const attendees = component.getAllProperties('attendee');
  const isRoom = (property: ICAL.Property) => ROOMS.has(parameter(property, 'cutype')?.toUpperCase() ?? '');
  const place = textOf(component, 'location');
  const joins = WAYS_IN.map((name) => linkIn(textOf(component, name))).find((link) => link !== undefined);
  const title = textOf(component, 'summary');
  const facts: { [column: string]: Json | undefined } = {
    TieuDe: title && withoutWaysIn(title),
    DiaDiem: place && withoutWaysIn(place),
    DonVi: textOf(component, 'x-don-vi') ?? holder?.unit,
    NguoiChuTri: organiser ? parameter(organiser, 'cn') : undefined,
    EmailChuTri: holder?.email,
    TrangThai: textOf(component, 'status')?.toUpperCase() ?? 'CONFIRMED',
    DiemCau: attendees.filter(isRoom).flatMap((room) => roomOf(room) ?? []),
    LienKetHop: joins ?? linkIn(place) ?? linkIn(textOf(component, 'description')),
    TaiLieu: component.getAllProperties('attach').flatMap(documentOf),
    ThanhPhan: attendees.filter((each) => !isRoom(each)).map((each) => inviteeOf(each, unitOf)),
  };
  return Object.fromEntries(
    Object.entries(facts).filter((entry): entry is [string, Json] => entry[1] !== undefined),
  );
}

function parameter(property: ICAL.Property, name: string): string | undefined {
  const value: unknown = property.getFirstParameter(name);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function personOf(property: ICAL.Property, unitOf: UnitOfAddress) {
  const address = String(property.getFirstValue() ?? '')
    .replace(/^mailto:/i, '')
    .trim()
    .toLowerCase();
  const email = address.includes('@') ? address : undefined;
  return { email, unit: parameter(property, 'x-don-vi') ?? (email && unitOf(email)) };
}

function inviteeOf(property: ICAL.Property, unitOf: UnitOfAddress): { [column: string]: string } {
  const { email, unit } = personOf(property, unitOf);
  const said = parameter(property, 'partstat')?.toUpperCase();
  const answer = INVITATION_ANSWERS.find((each) => each === said) ?? 'NEEDS-ACTION';
  return { TraLoi: answer, ...(email ? { Email: email } : {}), ...(unit ? { DonVi: unit } : {}) };
}

/** By its code, or what stands before the `@` of its address. */
function roomOf(property: ICAL.Property): string | undefined {
  const code = parameter(property, 'x-diem-cau');
  if (code !== undefined) return code;
  const [, local] = /^(?:mailto:)?([^@\s]+)@/i.exec(String(property.getFirstValue() ?? '')) ?? [];
  return local;
}

/** Only what lies at an address: what is inside of a calendar is not taken. */
function documentOf(property: ICAL.Property): { [column: string]: string }[] {
  const value: unknown = property.getFirstValue();
  const link = typeof value === 'string' ? linkIn(value) : undefined;
  if (link === undefined) return [];
  const name =
    parameter(property, 'filename') ??
    link
      .replace(/[?#].*$/, '')
      .split('/')
      .at(-1) ??
    '';
  return [{ Ten: name === '' ? 'Tài liệu' : name, DuongDan: link }];
}
