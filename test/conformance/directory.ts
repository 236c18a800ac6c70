import { mailboxes } from '../../src/connectors/sources/mailboxes/index.js';
import type { Page, Source } from '../../src/domain/ports.js';
import type { RawForm } from '../support/kinds/kind-sample.js';
import { BIND_DN, hasSlapd, PASSWORD, type Slapd, startSlapd } from '../support/slapd.js';
import { type Case, create, UNIT, type Way } from './case.js';

/** Mailboxes in a directory over LDAP, read an entry a page from an OpenLDAP of its own. */

const ROOT = (name: string) => `dn: dc=${name}\nobjectClass: domain\ndc: ${name}\n\n`;
const READER = `dn: ${BIND_DN}\nobjectClass: person\ncn: lienthong\nsn: lienthong\nuserPassword: ${PASSWORD}\n\n`;
const PEOPLE = 'dn: ou=people,dc=mau\nobjectClass: organizationalUnit\nou: people\n\n';

/** `NgayCapNhat` is when the entry was modified, which a directory keeps by itself. */
function entryOf({ So, Ten, TrangThai, NgayCapNhat }: RawForm): string {
  const at = new Date(String(NgayCapNhat)).toISOString().replace(/\D/g, '').slice(0, 14);
  return `dn: uid=u${So},ou=people,dc=mau
objectClass: inetOrgPerson
objectClass: zimbraAccount
uid: u${So}
sn: A
cn: ${Ten}
mail: u${So}@mau.example.vn
departmentNumber: ${UNIT}
zimbraAccountStatus: ${TrangThai}
entryUUID: 00000000-0000-4000-9000-${String(So).padStart(12, '0')}
createTimestamp: 20250702010000Z
modifyTimestamp: ${at}Z

`;
}

async function directory(): Promise<Way> {
  let slapd: Slapd | undefined;
  let broken = false;
  const source = (): Source => {
    const made = create(mailboxes, slapd?.url ?? '', {
      SOURCE_MAILBOXES_BASE_DN: 'ou=people,dc=mau',
      SOURCE_MAILBOXES_BIND_DN: BIND_DN,
      SOURCE_MAILBOXES_BIND_PASSWORD: PASSWORD,
      SOURCE_MAILBOXES_LDAP_TLS: 'off',
      SOURCE_MAILBOXES_PAGE_SIZE: '1',
    });
    return {
      ...made,
      async *pull(cursor, run): AsyncGenerator<Page> {
        let pages = 0;
        for await (const page of made.pull(cursor, run)) {
          yield page;
          pages += 1;
          if (pages === 2 && broken) await slapd?.kill();
        }
      },
    };
  };
  return {
    source,
    // Its own times are written by nobody but slapadd: each time it is filled anew.
    hold: async (records) => {
      await slapd?.stop();
      const entries = [...new Set(records.map(entryOf))].join('');
      slapd = await startSlapd({ mau: ROOT('mau') + READER + PEOPLE + entries, hai: ROOT('hai') });
    },
    breaks: async (now) => {
      if (broken && !now) await slapd?.start();
      broken = now;
    },
    close: async () => slapd?.stop(),
  };
}

const ldap: Case = {
  name: 'mailboxes (LDAP)',
  kind: 'mailbox',
  open: directory,
  raw: (number) => ({
    ...{ So: number, Ten: `Nguyễn Văn ${number}`, TrangThai: 'active' },
    NgayCapNhat: '2025-08-20T08:00:00+07:00',
  }),
  changed: (raw) => ({ ...raw, TrangThai: 'locked' }),
  spoilt: (raw) => ({ raw: { ...raw, TrangThai: 'nghi-huu' }, field: 'TrangThai' }),
  // An entry that is no longer there may stand where the reader does not look any more.
  gone: () => undefined,
  goneAs: 'kept',
  // No directory has two entries of one name.
  once: true,
};

/** Where an OpenLDAP is installed. */
export const directoryCases: readonly Case[] = hasSlapd ? [ldap] : [];
