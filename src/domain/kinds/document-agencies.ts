import type { Problem } from '../problem.js';
import {
  type DocumentFacts,
  type DocumentMessage,
  type DocumentParty,
  type DocumentRecord,
  issuerOf,
  organKey,
} from './document.js';
import { foldDocument, messagesOf } from './document-fold.js';
import type { Agencies } from './kind.js';

/*
 * An agency has several codes, and several spellings of each: what an old one and a new one name is one document, one receiver, one speaker. So
 * whoever is known as a unit stands under the unit table's own code, in keys too.
 */

type Unit = (code: string) => string;

export const documentAgencies: Agencies<DocumentRecord> = {
  named: (record) => {
    const found = new Set<string>();
    renamedBy(record, (code) => {
      found.add(code);
      return code;
    });
    return [...found];
  },
  needed: ({ messages = [] }) =>
    messages.flatMap((message) =>
      'also' in message
        ? (message.also ?? []).map((code) => ({ field: 'MessageHeader.To', type: 'unit', code }))
        : [],
    ),
  renamed: (given, unit) => {
    const record = renamedBy(given, unit);
    return { record, problems: record.deleted ? [] : foreignWords(record) };
  },
};

function renamedBy(record: DocumentRecord, unit: Unit): DocumentRecord {
  const code = idWith(record.code, unit);
  // A tombstone has none.
  const { messages = [] } = record;
  if (messages.length === 0) return { ...record, code, ...(record.unit ? { unit: unit(record.unit) } : {}) };
  return foldDocument(
    code,
    messagesOf(record).map((message) => messageWith(message, unit)),
  );
}

/** A key begins with an agency's code: the issuer's, or that of the unit in whose register it is numbered. */
function idWith(id: string, unit: Unit): string {
  const [organ = '', ...rest] = id.split(',');
  return rest.length === 0 ? id : [unit(organ), ...rest].join(',');
}

function messageWith(message: DocumentMessage, unit: Unit): DocumentMessage {
  const from = message.from === undefined ? {} : { from: unit(message.from) };
  switch (message.type) {
    case 'PACKAGE':
      return { ...message, ...from, ...also(message, unit), facts: factsWith(message.facts, unit) };
    case 'UPDATE':
      return {
        ...{ ...message, ...from, ...also(message, unit), facts: factsWith(message.facts, unit) },
        added: message.added.map((party) => partyWith(party, unit)),
        removed: message.removed.map(unit),
      };
    case 'REGISTER':
      return { ...message, facts: factsWith(message.facts, unit) };
    case 'STATUS': {
      const { trace } = message;
      const organ = trace.organ === undefined ? {} : { organ: unit(trace.organ) };
      return { ...message, ...from, unit: unit(message.unit), trace: { ...trace, ...organ } };
    }
    case 'STOOD':
    case 'REVOKE':
      return { ...message, ...from, unit: unit(message.unit) };
    case 'GONE':
      return message.unit === undefined ? message : { ...message, unit: unit(message.unit) };
  }
}

function also({ also: units }: { also?: string[] }, unit: Unit): { also?: string[] } {
  return units === undefined ? {} : { also: [...new Set(units.map(unit))] };
}

function factsWith(facts: DocumentFacts, unit: Unit): DocumentFacts {
  return {
    ...facts,
    unit: unit(facts.unit),
    issuer: partyWith(facts.issuer, unit),
    recipients: facts.recipients.map((party) => partyWith(party, unit)),
    responseFor: facts.responseFor.map((id) => idWith(id, unit)),
    replaces: facts.replaces.map((id) => idWith(id, unit)),
  };
}

function partyWith(party: DocumentParty, unit: Unit): DocumentParty {
  return party.code === undefined ? party : { ...party, code: unit(party.code) };
}

/** Nobody takes back, asks back or changes what another one issued; told once an agency's codes are known to be one's. */
function foreignWords({ code, messages }: DocumentRecord): Problem[] {
  return messages.flatMap((message) => {
    const field = fieldOfSpeaker(message);
    if (field === undefined || message.from === undefined) return [];
    const from = organKey(message.from);
    const about = message.type === 'PACKAGE' ? [code, ...message.facts.replaces] : [code];
    const strange = about.some((id) => {
      const issuer = issuerOf(id);
      return issuer === undefined || organKey(issuer) !== from;
    });
    return strange ? [{ field, code: 'NOT_THE_ISSUER', message: NOT_THE_ISSUER }] : [];
  });
}

const NOT_THE_ISSUER = 'Không phải cơ quan ban hành văn bản này (not the agency that issued the document)';

/** Of messages that only the issuer may send. */
function fieldOfSpeaker(message: DocumentMessage): string | undefined {
  if (message.type === 'STATUS') return message.status === '13' ? 'Status.From.OrganId' : undefined;
  const isPackage = message.type === 'PACKAGE' || message.type === 'UPDATE' || message.type === 'REVOKE';
  return isPackage ? 'MessageHeader.From.OrganId' : undefined;
}
