import { readXml as read, type XmlHandler } from '../../xml/read-xml.js';
import { UnreadableContent } from '../content.js';

export type { Attributes, XmlHandler } from '../../xml/read-xml.js';

/** Reads a part of a workbook; what is wrong with its XML ends it as damaged. */
export function readXml<T = never>(chunks: AsyncIterable<Buffer>, handler: XmlHandler<T>): AsyncGenerator<T> {
  return read(chunks, handler, (fault) => new UnreadableContent('BROKEN_XLSX', fault));
}
