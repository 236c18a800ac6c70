import { UnreadableContent } from '../content.js';
import { Package } from '../xlsx/package.js';
import { type Attributes, readXml, type XmlHandler } from '../xlsx/xml.js';

/** What stands in a document of Word, in its order: a paragraph, or a table with the texts of its cells. */
export type Block = { text: string } | { rows: string[][] };

const MAIN = 'word/document.xml';
/** A profile has a few pages; more letters than these are another kind of document. */
const MAX_LETTERS = 2_000_000;

/** The text of a DOCX file. Throws {@link UnreadableContent}: `BROKEN_DOCX`, `ENCRYPTED`, `EXPANDS_TOO_FAR`. */
export async function readDocument(bytes: Buffer): Promise<Block[]> {
  try {
    const parts = await Package.open(bytes);
    try {
      const reader = new DocumentHandler();
      const done = readXml(parts.read(MAIN), reader);
      for await (const _ of done);
      return reader.blocks;
    } finally {
      parts.close();
    }
  } catch (error) {
    // The parts of both are read the same way.
    if (error instanceof UnreadableContent && error.code === 'BROKEN_XLSX')
      throw new UnreadableContent('BROKEN_DOCX', error.detail);
    throw error;
  }
}

/** Runs of a paragraph become its text; a table inside of a cell becomes text of the cell. What only older programs are shown is left out. */
class DocumentHandler implements XmlHandler {
  readonly blocks: Block[] = [];
  #text = '';
  #letters = 0;
  #inText = false;
  #fallbacks = 0;
  #tables = 0;
  #rows: string[][] = [];
  #row: string[] = [];
  #cell: string[] = [];

  open(name: string, _attributes: Attributes): void {
    if (name === 'Fallback') this.#fallbacks += 1;
    else if (name === 't') this.#inText = true;
    else if (name === 'tab' || name === 'br' || name === 'cr') this.#add(' ');
    else if (name === 'tbl') this.#openTable();
    else if (this.#tables !== 1) return;
    else if (name === 'tr') this.#row = [];
    else if (name === 'tc') this.#cell = [];
  }

  close(name: string): void {
    if (name === 'Fallback') this.#fallbacks -= 1;
    else if (name === 't') this.#inText = false;
    else if (name === 'p') this.#closeParagraph();
    else if (name === 'tbl') this.#closeTable();
    else if (this.#tables !== 1) return;
    else if (name === 'tr') this.#rows.push(this.#row);
    else if (name === 'tc') this.#row.push(this.#cell.join(' ').trim());
  }

  text(text: string): void {
    if (this.#inText) this.#add(text);
  }

  #add(text: string): void {
    if (this.#fallbacks > 0) return;
    this.#letters += text.length;
    if (this.#letters > MAX_LETTERS) throw new UnreadableContent('BROKEN_DOCX', 'text');
    this.#text += text;
  }

  #closeParagraph(): void {
    const text = this.#text.replace(/\s+/g, ' ').trim();
    this.#text = '';
    if (this.#tables > 0) this.#cell.push(text);
    else if (text !== '') this.blocks.push({ text });
  }

  #openTable(): void {
    this.#tables += 1;
    if (this.#tables === 1) this.#rows = [];
  }

  #closeTable(): void {
    this.#tables -= 1;
    if (this.#tables === 0) this.blocks.push({ rows: this.#rows });
  }
}
