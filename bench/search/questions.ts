/** What is asked of both sides: the hub by an operation, the bare one by the name of its statement. */
export interface Asked {
  name: 'search' | 'unit' | 'official' | 'document';
  what: string;
  query: string;
  variables: Record<string, string>;
  /** Of the statement by hand. */
  values: unknown[];
}

const SEARCH = `query S($text: String!) { search(text: $text, first: 20) { edges { node { kind code title unit { code name } } } } }`;

function words(what: string, text: string, folded: string): Asked {
  const each = folded.split(' ');
  return {
    ...{ name: 'search', what, query: SEARCH, variables: { text } },
    values: [each.map((word) => `%${word}%`), text, each.map((word) => `% ${word} %`)],
  };
}

/** `each`: how many people there are. */
export function questionsFor(each: number): Asked[] {
  const n = Math.ceil(each / 2);
  const [unit, official, document] = ['H56.14.7', `official/${n}`, `document/${n}`];
  return [
    words('search: a name that few have', `Số ${n}`, `so ${n}`),
    words('search: a name that many have', 'quach van', 'quach van'),
    words('search: a code', official, official),
    {
      ...{ name: 'unit', what: 'a unit with everything', variables: { code: unit }, values: [unit] },
      query: `query U($code: String!) { unit(code: $code) { name dossiers(first: 20) { code state } officials(first: 20) { fullName }
        mailboxes(first: 20) { code state } certificates(first: 20) { serial } commendations(first: 20) { awardName } documents(first: 20) { subject } } }`,
    },
    {
      ...{ name: 'official', what: 'an official with honours, mailbox, certificates' },
      ...{ variables: { code: official }, values: [official] },
      query: `query O($code: String!) { official(code: $code) { fullName certificates { serial } mailboxes { code state } commendations { awardName } } }`,
    },
    {
      ...{ name: 'document', what: 'a document with its dossiers' },
      ...{ variables: { code: document }, values: [document] },
      query: `query D($code: String!) { document(code: $code) { subject dossiers { code state } } }`,
    },
  ];
}
