import { isRaw, type Raw } from './values.js';

export interface HeldDossier {
  key: string;
  /** Undefined: the portal has lost it, or never had it. */
  record: Raw | undefined;
  /** In the order in which the portal appended them. */
  traces: Raw[];
}
export interface HeldText {
  id: string;
  record: Raw | undefined;
}
export interface HeldFile {
  status: number;
  sha256: string;
}

/** What a simulated portal holds, as `/_sim/state` shows it. */
export interface PortalState {
  dossiers: HeldDossier[];
  /** National: notices. Provincial: articles. */
  notices: HeldText[];
  /** Provincial only. */
  legalDocuments: HeldText[];
  /** National: by a link's address without query, what the portal got when it fetched it. Provincial: by stored path. */
  files: Map<string, HeldFile>;
}

const PAGE = 2000;

/** Reads the state of a simulator at `base` (`http://127.0.0.1:7001`). Throws when it does not answer. */
export async function fetchState(base: string, portal: 'national' | 'provincial'): Promise<PortalState> {
  const part = async (name: string): Promise<Raw[]> => {
    const rows: Raw[] = [];
    for (;;) {
      const url = new URL(`/_sim/state?part=${name}&offset=${rows.length}&limit=${PAGE}`, base);
      const response = await fetch(url);
      if (!response.ok) throw new Error(`${url.href}: HTTP ${response.status}`);
      const answer: unknown = await response.json();
      if (!isRaw(answer) || !Array.isArray(answer['data'])) throw new Error(`${url.href}: unexpected answer`);
      rows.push(...answer['data'].filter(isRaw));
      if (answer['data'].length === 0 || rows.length >= Number(answer['total'])) return rows;
    }
  };
  return portal === 'national'
    ? stateOf({
        dossiers: await part('dossiers'),
        notices: await part('notices'),
        downloads: await part('downloads'),
      })
    : stateOf({
        dossiers: await part('dossiers'),
        articles: await part('articles'),
        legalDocuments: await part('legalDocuments'),
        files: await part('files'),
      });
}

/** From the parts as the simulator writes them; absent parts are empty. */
export function stateOf(parts: Readonly<Record<string, readonly Raw[]>>): PortalState {
  const files = new Map<string, HeldFile>();
  for (const each of [...(parts['downloads'] ?? []), ...(parts['files'] ?? [])]) {
    const name = each['link'] === undefined ? String(each['path']) : withoutQuery(String(each['link']));
    const file = { status: Number(each['status'] ?? 200), sha256: String(each['sha256'] ?? '') };
    // A link may be fetched several times; once it worked it worked.
    if (files.get(name)?.status !== 200) files.set(name, file);
  }
  return {
    dossiers: (parts['dossiers'] ?? []).map((each) => ({
      key: String(each['key']),
      record: recordOf(each),
      traces: (Array.isArray(each['traces']) ? each['traces'].filter(isRaw) : []).sort(
        (a, b) => Number(a['sequence']) - Number(b['sequence']),
      ),
    })),
    notices: [...(parts['notices'] ?? []), ...(parts['articles'] ?? [])].map(textOf),
    legalDocuments: (parts['legalDocuments'] ?? []).map(textOf),
    files,
  };
}

function textOf(each: Raw): HeldText {
  return { id: String(each['key'] ?? each['id']), record: recordOf(each) };
}

function recordOf(each: Raw): Raw | undefined {
  return isRaw(each['record']) ? each['record'] : undefined;
}

export function withoutQuery(link: string): string {
  return link.split('?')[0] ?? link;
}
