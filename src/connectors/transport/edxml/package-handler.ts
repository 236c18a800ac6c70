import type { Contents } from '../../../domain/ports.js';
import { UnreadableContent } from '../file-drop/content.js';
import type { RawSink, XmlHandler } from '../xml/read-xml.js';
import { Attachment } from './attachment.js';
import { MAX_ATTACHMENTS, MAX_ELEMENTS, MAX_HEADER } from './limits.js';
import { type Element, find, partsOf, textOf } from './tree.js';

/** Where an attachment's base64 stands: QCVN 102, and what older packages call it. */
const CONTENT = new Set(['ContentTransferEncoded', 'AttachmentContent', 'Content64']);

/**
 * Takes in a package: its elements as a tree, the contents of its attachments each on their way. `wanted` is asked once, when the header
 * has been read and before any content is.
 */
export class PackageHandler implements XmlHandler {
  root: Element | undefined;
  /** By the `Attachment` element that they are of. */
  readonly attachments = new Map<Element, Attachment>();
  /** The header was read, and what follows is not wanted. */
  stopped = false;
  #open: Element[] = [];
  #elements = 0;
  #letters = 0;
  #current: Attachment | undefined;
  #ending: Attachment[] = [];
  #headerEnded = false;

  constructor(
    private readonly contents: Contents,
    private readonly trial: boolean,
    private readonly wanted: (root: Element) => boolean,
  ) {}

  /** Nothing more of the header comes. */
  get headerEnded(): boolean {
    return this.#headerEnded;
  }

  /** The header has, so far, a signature of its own. */
  get sealed(): boolean {
    const header = this.root && find(this.root, 'edXMLHeader', 'Header');
    return partsOf(header, 'Signature').some((signature) => partsOf(signature, 'SignedInfo').length > 0);
  }

  open(name: string, attributes: Element['attributes']): void {
    this.#elements += 1;
    if (this.#elements > MAX_ELEMENTS) throw new UnreadableContent('TOO_MANY_ELEMENTS');
    for (const [key, value] of Object.entries(attributes)) this.#count(key.length + value.length);
    const element: Element = { name, attributes, parts: [], text: '' };
    const parent = this.#open.at(-1);
    if (parent) parent.parts.push(element);
    else this.root = element;
    this.#open.push(element);
    // What comes before a content decides about it: a package without a header has none to decide about.
    if (isBody(name)) this.#endHeader();
    if (CONTENT.has(name) && parent?.name === 'Attachment') this.#begin(parent);
  }

  close(name: string): void {
    this.#open.pop();
    if (CONTENT.has(name) && this.#current) {
      this.#ending.push(this.#current);
      this.#current = undefined;
    }
    if (/^(?:edXML)?Header$/.test(name)) this.#endHeader();
  }

  text(text: string): void {
    if (this.#current) this.#current.add(text);
    else {
      this.#count(text.length);
      const element = this.#open.at(-1);
      if (element) element.text += text;
    }
  }

  divert(): RawSink | undefined {
    const current = this.#current;
    return current && ((text) => current.add(text));
  }

  async flush(): Promise<void> {
    await this.#current?.flush();
    const ending = this.#ending;
    this.#ending = [];
    for (const attachment of ending) await attachment.end();
  }

  done(): boolean {
    return this.stopped;
  }

  async discard(): Promise<void> {
    for (const attachment of this.attachments.values()) await attachment.discard();
  }

  #begin(parent: Element): void {
    this.#endHeader();
    if (this.attachments.has(parent) || this.attachments.size >= MAX_ATTACHMENTS) {
      throw new UnreadableContent('TOO_MANY_ELEMENTS');
    }
    const name = textOf(parent, 'AttachmentName') ?? this.#nameInManifest(parent) ?? '';
    this.#current = new Attachment(this.contents, name, this.trial, this.sealed);
    this.attachments.set(parent, this.#current);
  }

  /** Some write the content before the name; the manifest has it then. */
  #nameInManifest(attachment: Element): string | undefined {
    const id = contentIdOf(textOf(attachment, 'ContentId'));
    const manifest = this.root && find(this.root, 'edXMLManifest', 'Manifest');
    const reference = manifest?.parts.find((part) => contentIdOfReference(part) === id);
    return id === undefined ? undefined : textOf(reference, 'AttachmentName');
  }

  #endHeader(): void {
    if (this.#headerEnded || !this.root) return;
    this.#headerEnded = true;
    this.stopped = !this.wanted(this.root);
  }

  #count(letters: number): void {
    this.#letters += letters;
    if (this.#letters > MAX_HEADER) throw new UnreadableContent('TOO_LONG');
  }
}

function isBody(name: string): boolean {
  return name === 'edXMLBody' || name === 'Body' || name === 'AttachmentEncoded';
}

/** `cid:a1`, `<a1>` and `a1` are the same; in a link what needs it is written by its number (RFC 2392). */
export function contentIdOf(text: string | undefined): string | undefined {
  const written = text?.trim().replace(/^<(.*)>$/s, '$1') ?? '';
  const id = written.replace(/^cid:/i, '');
  return (id === written ? id : unescaped(id)) || undefined;
}

function unescaped(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

/** By its link, or where it has none by its `ContentId`. */
export function contentIdOfReference(reference: Element): string | undefined {
  const link = Object.entries(reference.attributes).find(([name]) => /(?:^|:)href$/i.test(name))?.[1];
  return contentIdOf(link) ?? contentIdOf(textOf(reference, 'ContentId'));
}
