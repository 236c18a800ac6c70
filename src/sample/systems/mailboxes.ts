import { fold } from '../../domain/fold.js';
import { DAY, HOUR } from '../calendar.js';
import { InboxFile } from '../drop-writer.js';
import { phoneNumber } from '../people.js';
import { Random } from '../random.js';
import { officialsOf } from '../residents.js';
import { currentCommunes } from '../units.js';
import type { SampleSystem, SystemOptions } from './system.js';

const POSTS = [
  ['vanthu', 'Văn thư'],
  ['motcua', 'Bộ phận một cửa'],
] as const;
/** Whose boxes there are in each commune: places among its officials. In the first commune the second of these has retired. */
const PERSONS = [0, 7, 9] as const;
const DOMAIN = 'mau.example.vn';

/** An entry of the directory, attribute by attribute. */
type Attributes = readonly (readonly [name: string, value: string])[];

/**
 * An export of the mail system's directory (LDIF): two boxes of posts and three of persons in each commune. One is locked, one closed, one
 * was never used, one is of a unit that nobody knows, and one record tells a change only.
 */
export const mailboxes: SampleSystem = {
  source: 'mailboxes',
  mine: /^01-hop-thu\.ldif$/,
  write: (options) => {
    const boxes = currentCommunes().flatMap(({ code }, commune) =>
      Array.from({ length: POSTS.length + PERSONS.length }, (_, place) =>
        boxOf(options, code, commune, place),
      ),
    );
    const [first = []] = boxes;
    const others: Readonly<Record<string, string>> = {
      zimbraId: 'ffffffff-0000-4000-8000-000000000001',
      departmentNumber: 'Phòng chưa có mã',
    };
    const lost = first.map(([name, value]) => [name, others[name] ?? value] as const);
    const change: Attributes = [
      ['dn', 'uid=doi,ou=people,dc=mau'],
      ['changetype', 'modify'],
      ['replace', 'title'],
      ['title', 'x'],
    ];
    const file = new InboxFile(options.out, 'mailboxes/inbox/01-hop-thu.ldif', options.now - HOUR);
    file.line('version: 1\n');
    for (const entry of [...boxes, lost, change]) file.line(`\n${entry.map(lineOf).join('')}`);
    file.close();
    return { records: boxes.length, bad: 2 };
  },
};

function boxOf({ seed, now }: SystemOptions, unit: string, commune: number, place: number): Attributes {
  const random = new Random(seed, 'mailboxes', commune * 10 + place);
  const [post, title] = POSTS[place] ?? [];
  const official = officialsOf(seed, commune)[PERSONS[place - POSTS.length] ?? -1];
  const name = title ?? official?.name ?? '';
  const user = `${post ?? fold(name).replaceAll(' ', '.')}.${commune + 1}${place}`;
  const status = commune === 0 && place === 3 ? 'locked' : commune === 1 && place === 4 ? 'closed' : 'active';
  const used = now - random.int(1, 90) * DAY;
  const entry: (readonly [string, string])[] = [
    ['dn', `uid=${user},ou=people,dc=mau,dc=example,dc=vn`],
    ['objectClass', 'zimbraAccount'],
    ['zimbraId', `0${random.digits(7)}-0000-4000-8000-${random.digits(12)}`],
    ['mail', `${user}@${DOMAIN}`],
    ['displayName', name],
    ['title', title ?? official?.post ?? ''],
    ['departmentNumber', unit],
    ['zimbraAccountStatus', status],
    ['zimbraMailQuota', place === 0 ? '0' : '2147483648'],
    ['zimbraMailAlias', `${user}@cu.${DOMAIN}`],
    ['zimbraCreateTimestamp', generalized(now - 400 * DAY)],
    ['modifyTimestamp', generalized(now - random.int(2, 40) * HOUR)],
  ];
  if (official) {
    const number = `${official.managingUnit}/${official.number}`;
    entry.push(['mobile', phoneNumber(random)], ['employeeNumber', number]);
  }
  if (commune !== 2 || place !== 4) entry.push(['zimbraLastLogonTimestamp', generalized(used)]);
  return entry;
}

/** What is not ASCII stands in base64; lines are folded at 76 letters. */
function lineOf([name, value]: readonly [string, string]): string {
  const plain = /^[!-9;=-~][ -~]*$/.test(value);
  const line = plain ? `${name}: ${value}` : `${name}:: ${Buffer.from(value).toString('base64')}`;
  return `${line.replace(/(.{76})(?=.)/g, '$1\n ')}\n`;
}

function generalized(at: number): string {
  return new Date(at).toISOString().replace(/[-:T]|\.\d+/g, '');
}
