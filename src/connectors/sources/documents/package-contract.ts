import { PRIORITIES } from '../../../domain/kinds/document.js';
import { UNIT_CODE } from '../reading/checks.js';
import { listOf, objectOf, valuesOf } from '../reading/fields.js';
import { changed, choice, code, count, day, required, text, time, word } from '../reading/leaves.js';

/** edXML has its dates as `yyyy/MM/dd`, times with ` HH:mm:ss` and without a zone. */
function dashed(value: unknown): unknown {
  return typeof value === 'string' ? value.trim().replace(/^(\d{4})\/(\d\d)\/(\d\d)/, '$1-$2-$3') : value;
}
const edxmlTime = () => changed(dashed, time());
const edxmlDay = (edge: 'start' | 'end') => changed(dashed, day(edge));

const PARTY = { OrganId: required(text(35)), OrganName: text(200) } as const;
const STAFF = objectOf({ Department: text(200), Staff: text(100) });

/** A package of QCVN 102:2016 as its transport reads it, field by field; `Huong`, `DonVi` and `DonViKhac` (further ones of ours) are the transport's own. */
export const PACKAGE_FORM = {
  Huong: word(['DEN', 'DI']),
  DonVi: required(code(UNIT_CODE, '000.00.14.H56')),
  DonViKhac: valuesOf(required(code(UNIT_CODE, '000.00.14.H56'))),
  MessageHeader: objectOf({
    From: objectOf(PARTY),
    To: listOf(PARTY),
    Code: objectOf({ CodeNumber: required(text(11)), CodeNotation: required(text(30)) }),
    PromulgationInfo: objectOf({ Place: text(200), PromulgationDate: required(edxmlDay('start')) }),
    DocumentType: objectOf({ TypeName: text(100) }),
    Subject: required(text(500)),
    Content: text(100_000),
    SignerInfo: objectOf({ Competence: text(50), Position: text(100), FullName: text(50) }),
    DueDate: edxmlDay('end'),
    ToPlaces: objectOf({ Place: valuesOf(text(500)) }),
    OtherInfo: objectOf({ Priority: choice(PRIORITIES), PageAmount: count() }),
    ResponseFor: listOf({ DocumentId: text(200) }),
    SteeringType: choice([0, 1, 2, 3]),
    DocumentId: text(200),
  }),
  TraceHeaderList: objectOf({ TraceHeader: listOf({ OrganId: text(35), Timestamp: edxmlTime() }) }),
  Bussiness: objectOf({
    BussinessDocType: choice([0, 1, 2, 3]),
    BussinessDocReason: text(500),
    DocumentId: text(200),
    BussinessDocumentInfo: objectOf({
      ReceiverList: objectOf({
        Receiver: listOf({ ReceiverType: required(choice([0, 1])), OrganId: required(text(35)) }),
      }),
    }),
    ReplacementInfoList: objectOf({ ReplacementInfo: listOf({ DocumentId: required(text(200)) }) }),
    StaffInfo: STAFF,
  }),
  Status: objectOf({
    ResponseFor: listOf({ DocumentId: required(text(200)) }),
    From: objectOf(PARTY),
    StatusCode: required(text(2)),
    Description: text(500),
    Timestamp: required(edxmlTime()),
    StaffInfo: STAFF,
  }),
  Attachments: listOf({
    AttachmentName: required(text(500)),
    ContentType: text(200),
    File: required(text(100)),
    Bytes: count(),
  }),
} as const;
