import { TIMEOUT, TLS_CA } from '../changes/parameters.js';
import { fingerprintOf } from '../changes/progress.js';
import { httpOptions, LOGIN } from '../rest/options.js';
import { authMisfits } from '../rest/parameters.js';
import type { Transport } from '../transport.js';
import { CalendarReader } from './reader.js';

/** One calendar at an HTTP address, read whole each time that it changed (docs/sources/meetings.md). */
export const calendar: Transport = {
  name: 'calendar',
  schemes: ['ics+https:', 'ics+http:'],
  example: 'ics+https://mail.example.vn/home/hop-truc-tuyen/calendar.ics',
  means: { vi: 'một lịch iCalendar', en: 'a calendar (iCalendar)' },
  parameters: [...LOGIN, TIMEOUT, TLS_CA],
  carries: (form) => form.calendar === true,
  expectAddress: ({ href, username, password }) =>
    URL.canParse(withoutScheme(href)) && username === '' && password === ''
      ? undefined
      : 'an address such as ics+https://host/calendar.ics, without user and password: AUTH is for them',
  misfits: (given) => authMisfits(given),
  open(address, { source, ownFiles }, given, services) {
    if (!ownFiles) throw new RangeError(`${source}: no calendar holds its form`);
    const url = new URL(withoutScheme(address.href));
    return new CalendarReader({
      url,
      address: fingerprintOf('calendar', url.href),
      ownFiles,
      ...httpOptions(given, services),
    });
  },
};

function withoutScheme(href: string): string {
  return href.replace(/^ics\+/, '');
}
