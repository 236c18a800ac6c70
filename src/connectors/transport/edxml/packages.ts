import type { JsonObject } from '../../../domain/canonical.js';
import { organKey } from '../../../domain/kinds/document.js';
import type { StatusCode } from '../../../domain/kinds/document-states.js';
import type { FileReport, SignatureProblem } from '../../../domain/ports.js';
import type { Clock } from '../../../domain/time.js';
import { UnreadableContent } from '../file-drop/content.js';
import type { PackageAnswer, Packages } from '../transport.js';
import { type Head, headOf, type Party } from './head.js';
import { readHead, readPackage, type Screen } from './read-package.js';
import { statusMessage } from './status-message.js';

export const ACKNOWLEDGEMENTS = ['none', 'arrived', 'accepted'] as const;
export type Acknowledgement = (typeof ACKNOWLEDGEMENTS)[number];

export function isAcknowledgement(word: string | undefined): word is Acknowledgement {
  return ACKNOWLEDGEMENTS.some((each) => each === word);
}

export interface EdxmlOptions {
  /** OrganIds of the agencies that the hub reads for, in any form; from them a document goes out. */
  own: readonly string[];
  /** `arrived`: 01 or 02; `accepted`: 01 and 03, or 02. */
  acknowledge: Acknowledgement;
  screen: Screen;
  /** As `SourceServices` has it; absent: nothing is verified before it is taken. */
  signatureProblem?: SignatureProblem;
  clock: Clock;
  warn(message: string, facts?: Record<string, string | number>): void;
}

/** What a record waits for: the document did arrive, and nothing is wrong with it. */
const WAITING = new Set(['UNKNOWN_UNIT', 'UNKNOWN_PROCEDURE']);
/** Reasons told in one message. */
const MAX_REASONS = 5;

/** Packages of QCVN 102:2016/BTTTT and its forerunners, a record each, and the status messages that go back. */
export function edxmlPackages(options: EdxmlOptions): Packages {
  const own = new Set(options.own.map(organKey));
  const screen: Screen = (raw) => options.screen(raw);
  return {
    takes: (name) => /\.(?:edxml|xml)(?:\.gz)?$/i.test(name),
    async read(content, place, to) {
      const item = await readPackage(content, place, to, screen, options.signatureProblem);
      if (item.unreadable)
        options.warn('a package was not let in', { file: place.name, code: item.unreadable.code });
      else Object.assign(item.raw as JsonObject, ours(headOf(item.raw as JsonObject), own));
      return item;
    },
    answerable: async (content) => (await headIn(content)) !== undefined,
    async answers(content, report) {
      if (options.acknowledge === 'none') return [];
      const head = await headIn(content);
      if (!head) {
        options.warn('a package without a header that can be read cannot be answered', { file: report.file });
        return [];
      }
      return answersTo(head, report, own, options);
    },
  };
}

/**
 * Whose the document is, in the words of the register's form: it comes in to each of ours that it is sent to, and goes out from the one that sends it.
 * A status is about a document of whoever issued it, unless one of ours says it; what its issuer asks back is with one of ours.
 */
function ours(head: Head, own: ReadonlySet<string>): JsonObject {
  const sender = isOwn(head.from, own) ? head.from : undefined;
  const receivers = sender ? head.to.filter((party) => isOwn(party, own)) : receiversOf(head, own);
  const unit = sender ?? (head.status ? holderOf(head, own) : receivers[0]);
  const organs = [
    ...new Set([unit, ...receivers].flatMap((party) => (party ? [organKey(party.organId)] : []))),
  ];
  const [first, ...others] = organs;
  return {
    Huong: sender ? 'DI' : 'DEN',
    ...(first === undefined ? {} : { DonVi: first }),
    ...(others.length > 0 ? { DonViKhac: others } : {}),
  };
}

/** Of a status that another one sends. */
function holderOf({ about, from }: Head, own: ReadonlySet<string>): Party | undefined {
  const [ours] = own;
  const isAsked = from !== undefined && organKey(about) === organKey(from.organId);
  const organId = isAsked && ours !== undefined ? ours : about;
  return organId === '' ? undefined : { organId, name: '' };
}

function isOwn(party: Party | undefined, own: ReadonlySet<string>): boolean {
  return party !== undefined && own.has(organKey(party.organId));
}

/** Each of ours that it is sent to, once; where none is, the first that it is sent to. */
function receiversOf({ to }: Head, own: ReadonlySet<string>): Party[] {
  const found = new Map(
    to.filter((party) => isOwn(party, own)).map((party) => [organKey(party.organId), party]),
  );
  return found.size > 0 ? [...found.values()] : to.slice(0, 1);
}

async function headIn(content: AsyncIterable<Buffer>): Promise<Head | undefined> {
  try {
    return headOf(await readHead(content));
  } catch (error) {
    if (!(error instanceof UnreadableContent)) throw error;
    return undefined;
  }
}

/** From each of ours that a package is for; none to a status message and to what we send ourselves. */
function answersTo(
  head: Head,
  report: FileReport,
  own: ReadonlySet<string>,
  { acknowledge, clock }: EdxmlOptions,
): PackageAnswer[] {
  const receivers = receiversOf(head, own);
  if (head.status || isOwn(head.from, own) || !head.from) return [];
  const { code, date, documentId } = head;
  const about = { organId: head.from.organId, code, date, documentId };
  const refused = report.errors.filter((error) => !WAITING.has(error.code));
  const statuses: StatusCode[] =
    refused.length > 0 ? ['02'] : acknowledge === 'accepted' ? ['01', '03'] : ['01'];
  const description = refused.length > 0 ? reasonsOf(refused) : undefined;
  const at = clock.now();
  return receivers.flatMap((from, index) =>
    statuses.map((status) => ({
      // One receiver is the rule; of several each has its own.
      name: `${report.file}${index === 0 ? '' : `.${organKey(from.organId)}`}.${status}.edxml`,
      text: statusMessage({
        about,
        from,
        status,
        ...(description === undefined ? {} : { description }),
        at,
        staff: { department: from.name, name: 'Liên Thông' },
      }),
    })),
  );
}

function reasonsOf(errors: FileReport['errors']): string {
  const told = errors
    .slice(0, MAX_REASONS)
    .map(({ field, message }) => (field ? `${field}: ${message}` : message));
  const more = errors.length - told.length;
  return [...told, ...(more > 0 ? [`+${more}`] : [])].join('; ');
}
