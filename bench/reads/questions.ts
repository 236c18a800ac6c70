/** What is asked: the same of each side, in its own words. */
export interface Question {
  query: string;
  variables?: Record<string, unknown>;
}

const HUB_ITEM = `code state receivedAt dueAt receivingUnit { code name } procedure { code name } trace { at state actor }
  deliveries(states: [DELIVERED, HELD]) { portal state }`;

const PEER_ITEM = `code state receivedAt dueAt unitByReceivingUnit { code name } procedureByProcedureCode { code name }
  traceEntriesByDossierId(orderBy: [AT_ASC]) { nodes { at state actor } }
  lanesBySubjectId { nodes { portal deliveriesByLaneId { nodes { state } } } }`;

export const HUB_PAGE = `query Page($after: String) { dossiers(first: 50, after: $after) {
  pageInfo { endCursor } edges { node { ${HUB_ITEM} } } } }`;
export const HUB_ONE = `query One($code: String!) { dossier(code: $code) { ${HUB_ITEM} } }`;
export const HUB_WALK =
  'query Walk($after: String) { dossiers(first: 50, after: $after) { pageInfo { endCursor } } }';
export const PEER_PAGE = `query Page { allDossiers(first: 50, orderBy: [SUBJECT_ID_DESC]) { nodes { ${PEER_ITEM} } } }`;
export const PEER_ONE = `query One($code: String!) { dossierByCode(code: $code) { ${PEER_ITEM} } }`;
