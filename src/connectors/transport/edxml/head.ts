import type { Json, JsonObject } from '../../../domain/canonical.js';

/** An agency as a header names it. */
export interface Party {
  organId: string;
  name: string;
}

/** What telling two packages apart and answering one takes. */
export interface Head {
  status: boolean;
  from: Party | undefined;
  to: readonly Party[];
  /** `267/VPCP-TTĐT` */
  code: string;
  /** `yyyy/MM/dd`, as it was written. */
  date: string;
  documentId: string;
  /** Of a status: whose document it is about. */
  about: string;
}

/** Reads leniently: what is wrong with a header is told when it is decoded. */
export function headOf(raw: JsonObject): Head {
  const status = objectIn(raw['Status']);
  const message = objectIn(raw['MessageHeader']);
  const about = status ? (objectIn(status['ResponseFor']) ?? firstIn(status['ResponseFor'])) : message;
  const from = partyOf((status ?? message)?.['From']);
  const to = listIn(message?.['To']).flatMap((each) => partyOf(each) ?? []);
  const code = codeOf(about?.['Code']);
  const date =
    textIn(about?.['PromulgationDate']) ||
    textIn(objectIn(about?.['PromulgationInfo'])?.['PromulgationDate']);
  const own = `${from?.organId ?? ''},${date},${code}`;
  return {
    status: status !== undefined,
    from,
    to,
    code,
    date,
    documentId: textIn(about?.['DocumentId']) || own,
    about: status ? textIn(about?.['OrganId']) : '',
  };
}

function partyOf(json: Json | undefined): Party | undefined {
  const organId = textIn(objectIn(json)?.['OrganId']);
  return organId === '' ? undefined : { organId, name: textIn(objectIn(json)?.['OrganName']) };
}

function codeOf(json: Json | undefined): string {
  const parts = objectIn(json);
  return parts ? `${textIn(parts['CodeNumber'])}/${textIn(parts['CodeNotation'])}` : textIn(json);
}

function objectIn(json: Json | undefined): JsonObject | undefined {
  return json !== null && typeof json === 'object' && !Array.isArray(json) ? json : undefined;
}

function firstIn(json: Json | undefined): JsonObject | undefined {
  return Array.isArray(json) ? objectIn(json[0]) : undefined;
}

function listIn(json: Json | undefined): readonly Json[] {
  return Array.isArray(json) ? json : [];
}

function textIn(json: Json | undefined): string {
  return typeof json === 'string' ? json.trim() : '';
}
