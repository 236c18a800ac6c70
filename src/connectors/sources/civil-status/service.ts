import type { JsonObject } from '../../../domain/canonical.js';
import type { Problem } from '../../../domain/ports.js';
import { readXmlText, type XmlFault } from '../../transport/xml/read-xml.js';
import type { Translated } from '../reading/plain-source.js';
import { fromDigitised, isDigitised } from './digitised.js';

/*
 * Registrations as the national services of civil status hand them on: a JSON object whose `data` holds the registration as XML. Its elements are
 * called like the columns of the bulk entry; how they are nested does not matter.
 */

const DATA = 'data';
const MESSAGES: Readonly<Record<XmlFault, string>> = {
  XML: 'Không phải XML hợp lệ (not well-formed XML)',
  DOCTYPE: 'XML có DOCTYPE hoặc thực thể, không được nhận (XML with a DOCTYPE or entities is not taken)',
  'UTF-8': 'Sai bảng mã (not in UTF-8)',
};

class Unreadable extends Error {
  override readonly name = 'Unreadable';

  constructor(readonly fault: XmlFault) {
    super(fault);
  }
}

/** A record of another shape than the exchange form's; undefined: it is of that form. */
export function translate(given: object): Translated | undefined {
  const raw = given as JsonObject;
  const data = raw[DATA];
  if (typeof data === 'string' && data.trimStart().startsWith('<')) return fromService(raw, data);
  return isDigitised(raw) ? fromDigitised(raw) : undefined;
}

function fromService({ [DATA]: _, ...around }: JsonObject, xml: string): Translated {
  try {
    return fromDigitised({ ...leavesOf(xml), ...around });
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    const problem: Problem = { field: DATA, code: 'BROKEN_XML', message: MESSAGES[error.fault] };
    return { raw: around, problems: [problem], named: (field) => field };
  }
}

/** Texts of the elements without elements in them, by name; of two with one name the first. */
function leavesOf(xml: string): JsonObject {
  const leaves: Record<string, string> = {};
  let text = '';
  let isLeaf = false;
  readXmlText(
    xml,
    {
      open: () => {
        text = '';
        isLeaf = true;
      },
      text: (more) => {
        text += more;
      },
      close: (name) => {
        if (isLeaf && !Object.hasOwn(leaves, name)) leaves[name] = text;
        isLeaf = false;
      },
    },
    (fault) => new Unreadable(fault),
  );
  return leaves;
}
