/** Four questions to copy once the demo stands: what there is, where it went, who signed it, and whether all is well. */
export const DEMO_QUERIES = [
  '{ dossiers(first: 3) { totalCount edges { node { code state applicant { name } procedure { name } } } } }',
  '{ deliveries(first: 5) { totalCount edges { node { portal kind state code message } } } }',
  '{ signatures(results: [TOTAL_FAILED, INDETERMINATE], first: 3) { totalCount edges { node { format signerDn result reason checks { name state message } } } } }',
  '{ queues { health problems { code message messageEn since } } }',
] as const;
