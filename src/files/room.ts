import type { FileHandle, FileLogin, FileProblem, Files, KeptFile } from '../domain/ports.js';
import type { Clock } from '../domain/time.js';
import type { Queryable } from '../store/database.js';
import { keptContent } from './contents.js';
import { FileDisk } from './disk.js';
import { openInDrop } from './drop.js';
import { FETCH_LIMITS, type FetchLimits, openHttp, type Resolver } from './fetch.js';
import { FileHosts } from './hosts.js';
import { type LinkSigner, signedQuery, slugOf } from './links.js';
import { mediaTypeOf } from './media-type.js';
import { tooLarge, unavailable } from './opened.js';
import { FileReferences, type StoredReference } from './references.js';
import { type FileAnswer, type FileRequest, serveFile } from './serve.js';
import { Servers } from './servers.js';
import { possiblyBeside } from './signatures/beside.js';
import { loadTrust } from './signatures/index.js';
import { checkKeptFiles, trustHash } from './signatures/kept.js';

/** The most that is kept of one file, unless told otherwise: 50 MB. */
const MAX_FILE_BYTES = 50 * 1024 * 1024;
/** A temporary file older than this belongs to a writer that is gone: longer than any fetch may take. */
const STALE_AFTER = 24 * 3_600_000;
/** What could not be had is looked for again after so long. */
const ASK_AGAIN = 24 * 3_600_000;

export interface FilesOptions {
  database: Queryable;
  sealer: LinkSigner;
  /** DATA_DIR; files stand in `<dataDir>/files`. */
  dataDir: string;
  /** PUBLIC_URL, under which the gateway serves `/files/…`. */
  publicUrl: string;
  /** FILE_HOSTS; see docs/files.md. */
  fileHosts: readonly string[];
  /** Of each source that is a file drop: the drop's own folder (with `inbox/` and `files/`). */
  sourceRoots: Readonly<Record<string, string | undefined>>;
  /** Of each source that is read over HTTP: its own server, `host:port`. */
  sourceHosts?: Readonly<Record<string, string | undefined>>;
  /** What lets into the servers of a source; absent: nothing does. */
  loginOf?(origin: string): FileLogin | undefined;
  clock: Clock;
  /** How long a link is good for, ms. */
  linkLifetimeMs: number;
  /** TRUSTED_ROOTS and REVOCATION_LISTS: file or folder. */
  trustedRoots?: string | undefined;
  revocationLists?: string | undefined;
  maxBytes?: number;
  fetchLimits?: FetchLimits;
  resolver?: Resolver;
}

/** The port of the domain, and what the gateway and housekeeping need beside it. */
export interface FileRoom extends Files {
  /** Answers one request for a signed link; see {@link serveFile}. */
  serve(request: FileRequest): Promise<FileAnswer>;
  /** Removes temporary files of writers that were stopped; answers how many. */
  removeStale(): Promise<number>;
  /**
   * Takes up or fetches at most so many files that records brought or name, so that they are checked as all are; answers how many it tried. Those of a
   * server that is slow are left for later.
   */
  keepNamed(atOnce: number): Promise<number>;
  /**
   * Checks the signatures of at most so many kept files that are due for it, and keeps a `.p7s` that lies beside one; answers how many it
   * checked. Throws TrustProblem.
   */
  checkSignatures(atOnce: number): Promise<number>;
}

/**
 * The room of files: fetched once from listed places, checked, kept by content, given as signed links.
 * Throws RangeError when an entry of `fileHosts` cannot be read.
 */
export function createFiles(options: FilesOptions): FileRoom {
  const { sealer, clock, linkLifetimeMs, maxBytes = MAX_FILE_BYTES } = options;
  const hosts = new FileHosts(options.fileHosts);
  const disk = new FileDisk(options.dataDir);
  const references = new FileReferences(options.database);
  const servers = new Servers(clock);
  const publicUrl = options.publicUrl.replace(/\/+$/, '');
  const underWay = new Map<string, Promise<KeptFile | FileProblem>>();

  /** A source's own server may be asked for what its records name. */
  function hostsOf(origin: string): FileHosts {
    const own = options.sourceHosts?.[origin];
    return own === undefined ? hosts : new FileHosts([...options.fileHosts, own]);
  }

  /** What is kept already, else a fetch; several askers in one process share it. */
  async function obtain(stored: StoredReference): Promise<KeptFile | FileProblem> {
    if (stored.kept && (await disk.has(stored.kept.sha256, stored.kept.bytes))) return stored.kept;
    const running = underWay.get(stored.id);
    if (running) return running;
    const started = fetchAndKeep(stored).finally(() => underWay.delete(stored.id));
    underWay.set(stored.id, started);
    return started;
  }

  async function fetchAndKeep(stored: StoredReference): Promise<KeptFile | FileProblem> {
    const result = await fetchToDisk(stored);
    const at = new Date(clock.now());
    if (result.ok) await references.kept(stored.id, result, at);
    else await references.failed(stored.id, result.reason, at);
    return result;
  }

  async function fetchToDisk({ reference, origin, name }: StoredReference): Promise<KeptFile | FileProblem> {
    const sha256 = keptContent(reference);
    if (sha256 !== undefined) return disk.described(sha256, name);
    const opening = /^https?:/i.test(reference)
      ? await openHttp(
          reference,
          hostsOf(origin),
          options.fetchLimits ?? FETCH_LIMITS,
          options.resolver,
          options.loginOf?.(origin),
        )
      : await openInDrop(reference, options.sourceRoots[origin]);
    if (!opening.ok) return opening;
    const written = await disk.write(opening, maxBytes);
    if (!written.ok) return written;
    const { mediaType, contradicts } = mediaTypeOf(written.head, reference);
    if (written.bytes === 0 || contradicts) {
      await written.discard();
      return written.bytes === 0
        ? unavailable('Tệp rỗng', 'the file is empty')
        : unavailable(
            `Nội dung tệp không đúng với phần mở rộng (${mediaType})`,
            `the content does not match the file's extension (${mediaType})`,
          );
    }
    await written.keep();
    return { ok: true, sha256: written.sha256, bytes: written.bytes, mediaType };
  }

  async function keep(handle: FileHandle, portalLimit?: number): Promise<KeptFile | FileProblem> {
    const file = await obtain(await references.getOrCreate(handle));
    return file.ok && portalLimit !== undefined && file.bytes > portalLimit ? tooLarge(portalLimit) : file;
  }

  /** Whether there is such a file in its drop. */
  async function lies({ reference, origin }: FileHandle): Promise<boolean> {
    const opening = await openInDrop(reference, options.sourceRoots[origin]);
    if (opening.ok) opening.stream.destroy();
    return opening.ok;
  }

  return {
    keep,
    read: (file) => disk.read(file.sha256),
    async link(handle) {
      const { id, name, reference } = await references.getOrCreate(handle);
      const slug = slugOf(name, reference);
      const expires = Math.floor((clock.now() + linkLifetimeMs) / 1000);
      return `${publicUrl}/files/${id}/${slug}?${signedQuery(sealer, id, slug, expires)}`;
    },
    serve: (request) => serveFile(request, { signer: sealer, clock, references, disk, obtain }),
    async keepNamed(atOnce) {
      const since = new Date(clock.now() - ASK_AGAIN);
      return servers.each(await references.byThemselves(since, atOnce, servers.resting()), obtain);
    },
    async checkSignatures(atOnce) {
      const { database } = options;
      const trust = await loadTrust(options.trustedRoots, options.revocationLists);
      const beside = await possiblyBeside(
        database,
        trustHash(trust),
        Object.keys(options.sourceRoots),
        atOnce,
      );
      for (const handle of beside) if (await lies(handle)) await keep(handle);
      const pathOf = (sha256: string) => disk.path(sha256);
      return checkKeptFiles({ database, clock, trust, pathOf }, atOnce);
    },
    removeStale: () => disk.removeStale(STALE_AFTER, clock.now()),
  };
}
