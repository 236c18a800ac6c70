import { STATUSES, type StatusCode } from '../../../domain/kinds/document-states.js';
import type { Party } from './head.js';

const NAMESPACE = 'http://www.mic.gov.vn/TBT/QCVN_102_2016';

/** A status message of QCVN 102:2016: what became of a document at whoever it was sent to. */
export interface StatusMessage {
  /** The document. */
  about: { organId: string; code: string; date: string; documentId: string };
  from: Party;
  status: StatusCode;
  /** Absent: the status's own name. */
  description?: string;
  /** ms */
  at: number;
  /** Who did it: an office, or the hub itself. */
  staff: { department: string; name: string };
}

/** The message as XML, UTF-8. */
export function statusMessage({ about, from, status, description, at, staff }: StatusMessage): string {
  const fields: [indent: number, text: string][] = [
    [4, '<edXML:Status>'],
    [5, '<edXML:ResponseFor>'],
    [6, element('OrganId', about.organId)],
    [6, element('Code', about.code)],
    [6, element('PromulgationDate', about.date)],
    [6, element('DocumentId', about.documentId)],
    [5, '</edXML:ResponseFor>'],
    [5, '<edXML:From>'],
    [6, element('OrganId', from.organId)],
    [6, element('OrganName', from.name)],
    [5, '</edXML:From>'],
    [5, element('StatusCode', status)],
    [5, element('Description', description ?? STATUSES[status].name)],
    [5, element('Timestamp', localTime(at))],
    [5, '<edXML:StaffInfo>'],
    [6, element('Department', staff.department)],
    [6, element('Staff', staff.name)],
    [5, '</edXML:StaffInfo>'],
    [4, '</edXML:Status>'],
  ];
  const body = fields.map(([indent, text]) => `${'  '.repeat(indent - 1)}${text}\n`).join('');
  return `<?xml version="1.0" encoding="utf-8"?>
<edXML xmlns="${NAMESPACE}">
  <edXML:edXMLEnvelope xmlns:edXML="${NAMESPACE}">
    <edXML:edXMLHeader>
${body}    </edXML:edXMLHeader>
  </edXML:edXMLEnvelope>
</edXML>
`;
}

function element(name: string, text: string): string {
  return `<edXML:${name}>${escaped(text)}</edXML:${name}>`;
}

function escaped(text: string): string {
  // Characters that XML cannot hold are left out.
  return text
    .replace(/[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/** `yyyy/MM/dd HH:mm:ss` at +07:00, as the standard has it. */
function localTime(ms: number): string {
  const text = new Date(ms + 7 * 3_600_000).toISOString();
  return `${text.slice(0, 10).replaceAll('-', '/')} ${text.slice(11, 19)}`;
}
