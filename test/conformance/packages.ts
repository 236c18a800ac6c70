import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { documents } from '../../src/connectors/sources/documents/index.js';
import { startGatewayServer } from '../../src/connectors/sources/simulation/index.js';
import type { Page, Source } from '../../src/domain/ports.js';
import { createContents } from '../../src/files/index.js';
import type { RawForm } from '../support/kinds/kind-sample.js';
import { type Case, create, UNIT, type Way } from './case.js';

/** E-documents as packages of edXML: in a folder, and at a gateway of the axis over HTTP. */

const golden = readFileSync(
  new URL('../connectors/transport/edxml/golden/incoming.edxml', import.meta.url),
  'utf8',
).replaceAll('000.00.14.H56', UNIT);
const PARAMETERS = {
  SOURCE_DOCUMENTS_ORGANS: UNIT,
  SOURCE_DOCUMENTS_ACKNOWLEDGE: 'none',
  SOURCE_DOCUMENTS_LIST_PATH: '/packages',
  SOURCE_DOCUMENTS_PACKAGE_PATH: '/packages/{id}',
  SOURCE_DOCUMENTS_ACKNOWLEDGE_PATH: '/packages/{id}/acknowledge',
  SOURCE_DOCUMENTS_STATUS_PATH: '/status',
};

/** `NgayCapNhat` is when the package was sent on its way. */
function packageOf({ So, TrichYeu, NgayCapNhat, ThuHoi }: RawForm): string {
  const [day = '', time = ''] = String(NgayCapNhat).slice(0, 19).split('T');
  const sent = golden
    .replaceAll('12345', String(So))
    .replace('2024/08/20 15:30:00', `${day.replaceAll('-', '/')} ${time}`)
    .replace(/<edXML:Subject>[^<]*/, `<edXML:Subject>${TrichYeu}`);
  if (!ThuHoi) return sent;
  const id = `<edXML:DocumentId>000.00.00.H56,2024/08/20,${So}/UBND-THKH</edXML:DocumentId>`;
  return sent
    .replace('Type>0</edXML:BussinessDocType', 'Type>1</edXML:BussinessDocType')
    .replace('</edXML:BussinessDocReason>', `</edXML:BussinessDocReason>${id}`);
}

/** What holds packages, until they were taken. */
interface Place {
  address: string;
  put(name: string, xml: string): void;
  empty(): void;
  close(): Promise<void>;
}

async function wayOf(place: Place): Promise<Way> {
  const kept = mkdtempSync(join(tmpdir(), 'lienthong-kept-'));
  const made = create(documents, place.address, PARAMETERS, createContents(kept));
  let broken = false;
  const source: Source = {
    ...made,
    async *pull(cursor, run): AsyncGenerator<Page> {
      let pages = 0;
      for await (const page of made.pull(cursor, run)) {
        if (pages === 2 && broken) throw new Error('the line went dead');
        pages += 1;
        yield page;
      }
    },
  };
  return {
    source: () => source,
    hold: (records) => {
      place.empty();
      for (const [index, raw] of records.entries()) place.put(String(index), packageOf(raw));
    },
    breaks: (now) => {
      broken = now;
    },
    close: async () => {
      await place.close();
      rmSync(kept, { recursive: true, force: true });
    },
  };
}

async function folder(): Promise<Place> {
  const dir = mkdtempSync(join(tmpdir(), 'lienthong-packages-'));
  const inbox = join(dir, 'inbox');
  const empty = () => {
    rmSync(inbox, { recursive: true, force: true });
    mkdirSync(inbox);
  };
  return {
    address: `file://${dir}`,
    empty,
    put: (name, xml) => {
      writeFileSync(join(inbox, `${name}.edxml`), xml);
      writeFileSync(join(inbox, `${name}.edxml.ready`), '');
    },
    close: async () => rmSync(dir, { recursive: true, force: true }),
  };
}

async function gateway(): Promise<Place> {
  const server = await startGatewayServer({ seed: 5 });
  let held = 0;
  return {
    address: `edxml+${server.url}`,
    // Those that were taken were acknowledged; one that was left by a break stays and comes again.
    empty: () => {
      held += 1;
    },
    put: (name, xml) => server.gateway.put(`${held}-${name}`, xml),
    close: () => server.close(),
  };
}

const SINCE = '2025-08-20T08:00:00+07:00';

function caseOf(name: string, open: () => Promise<Place>, from: number): Case {
  return {
    name: `documents (${name})`,
    kind: 'document',
    open: async () => wayOf(await open()),
    raw: (number) => ({ So: from + number, TrichYeu: 'V/v chuyển đổi số', NgayCapNhat: SINCE }),
    changed: (raw) => ({ ...raw, TrichYeu: 'V/v chuyển đổi số (đính chính)' }),
    spoilt: (raw) => ({ raw: { ...raw, TrichYeu: '' }, field: 'MessageHeader.Subject' }),
    gone: (raw) => ({ ...raw, ThuHoi: true }),
    goneAs: 'revoked',
    at: 'TraceHeaderList.TraceHeader',
    pieces: 'select code, subject, state from document order by code',
  };
}

export const packageCases: readonly Case[] = [
  caseOf('edXML, folder', folder, 71_000),
  caseOf('edXML, gateway', gateway, 72_000),
];
