import { HOUR } from '../calendar.js';

const NAMESPACE = 'http://www.mic.gov.vn/TBT/QCVN_102_2016';

interface Agency {
  code: string;
  name: string;
}

/** A document as a package carries it. */
export interface SamplePackage {
  from: Agency;
  to: Agency;
  number: string;
  notation: string;
  subject: string;
  /** When it was issued and sent, ms. */
  at: number;
  /** BussinessDocType: 0 new, 1 takes it back. */
  type: 0 | 1;
  files: { name: string; content: Buffer }[];
  /** The manifest lists one file more than there is. */
  lies?: boolean;
}

/** The package as XML (QCVN 102:2016). */
export function packageXml({
  from,
  to,
  number,
  notation,
  subject,
  at,
  type,
  files,
  lies,
}: SamplePackage): string {
  const local = new Date(at + 7 * HOUR).toISOString();
  const day = local.slice(0, 10).replaceAll('-', '/');
  const listed = [
    ...files.map(({ name }, index) => ({ id: `f${index}`, name })),
    ...(lies ? [{ id: 'f9', name: 'khong-co.pdf' }] : []),
  ];
  const references = listed.map(
    ({ id, name }) =>
      `<edXML:Reference xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="cid:${id}"><edXML:AttachmentName>${name}</edXML:AttachmentName></edXML:Reference>`,
  );
  const attachments = files.map(
    ({ name, content }, index) =>
      `<Attachment><ContentId>f${index}</ContentId><AttachmentName>${name}</AttachmentName><ContentTransferEncoded>${content.toString('base64')}</ContentTransferEncoded></Attachment>`,
  );
  const id = `${from.code},${day},${number}/${notation}`;
  return `<?xml version="1.0" encoding="utf-8"?>
<edXML xmlns="${NAMESPACE}">
<edXML:edXMLEnvelope xmlns:edXML="${NAMESPACE}">
<edXML:edXMLHeader>
<edXML:MessageHeader>
<edXML:From><edXML:OrganId>${from.code}</edXML:OrganId><edXML:OrganName>${from.name}</edXML:OrganName></edXML:From>
<edXML:To><edXML:OrganId>${to.code}</edXML:OrganId><edXML:OrganName>${to.name}</edXML:OrganName></edXML:To>
<edXML:Code><edXML:CodeNumber>${number}</edXML:CodeNumber><edXML:CodeNotation>${notation}</edXML:CodeNotation></edXML:Code>
<edXML:PromulgationInfo><edXML:Place>Thanh Hóa</edXML:Place><edXML:PromulgationDate>${day}</edXML:PromulgationDate></edXML:PromulgationInfo>
<edXML:DocumentType><edXML:TypeName>Công văn</edXML:TypeName></edXML:DocumentType>
<edXML:Subject>${subject}</edXML:Subject>
<edXML:DocumentId>${id}</edXML:DocumentId>
</edXML:MessageHeader>
<edXML:TraceHeaderList>
<edXML:TraceHeader><edXML:OrganId>${from.code}</edXML:OrganId><edXML:Timestamp>${day} ${local.slice(11, 19)}</edXML:Timestamp></edXML:TraceHeader>
<edXML:Bussiness><edXML:BussinessDocType>${type}</edXML:BussinessDocType>${type === 1 ? `<edXML:DocumentId>${id}</edXML:DocumentId>` : ''}</edXML:Bussiness>
</edXML:TraceHeaderList>
</edXML:edXMLHeader>
<edXML:edXMLBody><edXML:edXMLManifest version="1.0">${references.join('')}</edXML:edXMLManifest></edXML:edXMLBody>
</edXML:edXMLEnvelope>
<AttachmentEncoded>${attachments.join('')}</AttachmentEncoded>
</edXML>
`;
}
