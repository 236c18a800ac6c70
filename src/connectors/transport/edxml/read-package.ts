import type { Json, JsonObject } from '../../../domain/canonical.js';
import { isDegreeName, isSecretDegree } from '../../../domain/kinds/document-secret.js';
import type { Problem, SignatureProblem } from '../../../domain/ports.js';
import { UnreadableContent } from '../file-drop/content.js';
import type { Item, UnreadableCode } from '../file-drop/items.js';
import type { PackageFiles } from '../transport.js';
import { readXml, type XmlFault } from '../xml/read-xml.js';
import { checkManifest, inEnvelope } from './manifest.js';
import { type MimePart, openParts } from './mime.js';
import { PackageHandler } from './package-handler.js';
import { isPlain, PartAttachments } from './part-attachments.js';
import { Seal, writeEnvelope } from './seal.js';
import { type Element, find, partsOf, toJson } from './tree.js';

/** A package that must not come in, and the little of it that may be kept to tell so. */
export interface Screened {
  problem: Problem;
  kept: JsonObject;
}
/** Looks at a package before anything of it is kept; undefined: it may come in. */
export type Screen = (raw: JsonObject) => Screened | undefined;

const FAULTS: Readonly<Record<XmlFault, UnreadableCode>> = {
  XML: 'BROKEN_XML',
  'UTF-8': 'WRONG_ENCODING',
  DOCTYPE: 'DOCTYPE',
};

const AROUND_STATUS = new Set(['edXMLEnvelope', 'Envelope', 'edXMLHeader', 'Header']);

/**
 * Reads one package as a stream: its header, the standard's own names and without namespaces, becomes the record; its attachments are
 * decoded on their way into `contents` and kept only once all of the package has been found good, with the envelope itself where that is
 * signed. `signatureProblem`: as `SourceServices` has it. Throws {@link UnreadableContent} for what is no package.
 */
export async function readPackage(
  content: AsyncIterable<Buffer>,
  place: { name: string },
  { contents, trial }: PackageFiles,
  screen: Screen,
  signatureProblem?: SignatureProblem,
): Promise<Item> {
  const handler = new PackageHandler(contents, trial, (root) => screen(headerOf(root)) === undefined);
  const beside = new PartAttachments(contents, trial);
  const seal = new Seal(handler);
  try {
    const parts = await openParts(content);
    await run(seal.through(await envelopeIn(parts)), handler);
    const raw = headerOf(rootOf(handler));
    const screened = screen(raw);
    if (screened) {
      const { problem, kept } = screened;
      return { ...item(kept, place), unreadable: problem };
    }
    await beside.take(parts, rootOf(handler), handler.sealed);
    const inside = inEnvelope(rootOf(handler), handler.attachments);
    const { checked, problems } = checkManifest(rootOf(handler), [...inside, ...beside.carried]);
    raw['Attachments'] = checked.map(({ name, mediaType, file, bytes }) => ({
      AttachmentName: name,
      ...(mediaType === undefined ? {} : { ContentType: mediaType }),
      File: file,
      Bytes: bytes,
    }));
    const broken = await seal.problem(inside, beside.carried, signatureProblem);
    if (broken) problems.push(broken);
    if (problems.length > 0) return { ...item(raw, place), problems };
    for (const { written } of [...handler.attachments.values(), ...beside.all]) await written?.keep();
    const { envelope } = seal;
    if (envelope) {
      const { name, written } = await writeEnvelope(contents, envelope, trial);
      await written.keep();
      raw['Attachments'] = [
        ...(raw['Attachments'] as Json[]),
        { AttachmentName: name, ContentType: written.mediaType, File: written.file, Bytes: written.bytes },
      ];
    }
    return item(raw, place);
  } finally {
    await handler.discard();
    await beside.discard();
  }
}

/** The header alone, as {@link readPackage} gives it; what follows is not looked at. Throws as that. */
export async function readHead(content: AsyncIterable<Buffer>): Promise<JsonObject> {
  const nowhere = { open: () => Promise.reject(new Error('a head has no contents')) };
  const handler = new PackageHandler(nowhere, true, () => false);
  await run(await envelopeIn(await openParts(content)), handler);
  return headerOf(rootOf(handler));
}

async function run(content: AsyncIterable<Buffer>, handler: PackageHandler): Promise<void> {
  const reading = readXml(content, handler, (fault) => new UnreadableContent(FAULTS[fault]));
  for await (const _ of reading);
}

/** The first part, as SOAP with attachments has it; XML by itself is the only one. */
async function envelopeIn(parts: AsyncGenerator<MimePart>): Promise<AsyncIterable<Buffer>> {
  const { done, value } = await parts.next();
  if (done) throw new UnreadableContent('NOT_A_PACKAGE');
  if (!isPlain(value)) throw new UnreadableContent('BROKEN_MIME');
  return value.body;
}

function rootOf({ root }: PackageHandler): Element {
  if (root) return root;
  throw new UnreadableContent('NOT_A_PACKAGE');
}

/**
 * The parts of a package that say something: of a document its header, what it is for, and whom it went by; or a status. What has a
 * document's header is a document whatever else it has: it must not get past the screen as a status.
 */
function headerOf(root: Element): JsonObject {
  const message = find(root, 'MessageHeader') ?? bareHeaderOf(root);
  const status = message ? undefined : statusOf(root);
  if (!status && !message?.parts.some(({ name }) => name === 'From'))
    throw new UnreadableContent('NOT_A_PACKAGE');
  const traces = find(root, 'TraceHeaderList');
  const business = find(root, 'Bussiness', 'Business');
  const degree = degreeIn(root);
  return {
    // Wherever it stands, beside the header too.
    ...(degree === undefined ? {} : { DoMat: degree }),
    ...named('MessageHeader', message),
    ...named('Status', status),
    ...named('TraceHeaderList', traces),
    ...named('Bussiness', business),
  };
}

/** A degree of secrecy that an element or an attribute of the package says; of the first that is secret. */
function degreeIn(element: Element): string | undefined {
  const said = [
    ...(isDegreeName(element.name) ? [element.text.trim()] : []),
    ...Object.entries(element.attributes).flatMap(([name, value]) =>
      isDegreeName(name.replace(/^.*:/, '')) ? [value] : [],
    ),
  ];
  const secret = said.find(isSecretDegree);
  if (secret !== undefined) return secret;
  for (const part of element.parts) {
    const below = degreeIn(part);
    if (below !== undefined) return below;
  }
  return undefined;
}

/** What some senders write for `MessageHeader`: its parts as they are. */
function bareHeaderOf(root: Element): Element | undefined {
  const header = find(root, 'edXMLHeader', 'Header');
  return header?.parts.some(({ name }) => name === 'From') ? header : undefined;
}

/** In the header or where that may be left out, and nowhere deeper. */
function statusOf(root: Element): Element | undefined {
  const around = (element: Element): Element[] => [
    element,
    ...element.parts.filter(({ name }) => AROUND_STATUS.has(name)).flatMap(around),
  ];
  return around(root).flatMap((element) => partsOf(element, 'Status'))[0];
}

function named(name: string, element: Element | undefined): { [name: string]: Json } {
  return element ? { [name]: toJson(element) } : {};
}

function item(raw: JsonObject, { name }: { name: string }): Item {
  return { raw, place: { file: name }, bytes: JSON.stringify(raw).length };
}
