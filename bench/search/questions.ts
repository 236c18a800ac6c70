/** What is asked of both sides: the hub by an operation, the bare one by the name of its statement. */
export interface Asked {
  name: 'search' | 'unit' | 'official' | 'acts' | 'document';
  what: string;
  query: string;
  /** For the n-th time: nobody searches the same over and over. */
  at(n: number): { variables: Record<string, string>; values: unknown[] };
}

const SEARCH = `query S($text: String!) { search(text: $text, first: 20) { edges { node { kind code title unit { code name } } } } }`;

/** `textAt`: what is searched for the n-th time, folded already. */
function words(what: string, textAt: (n: number) => string): Asked {
  const at = (n: number) => {
    const text = textAt(n);
    const each = text.split(' ');
    const values = [each.map((word) => `%${word}%`), text, each.map((word) => `% ${word} %`)];
    return { variables: { text }, values };
  };
  return { name: 'search', what, query: SEARCH, at };
}

/** Names that many have, as `fill.ts` gives them. */
const NAMES = ['nguyen van', 'le thi', 'bui minh', 'quach van', 'pham thi', 'tran minh'];

/** `each`: how many people there are. */
export function questionsFor(each: number): Asked[] {
  const middle = Math.ceil(each / 2);
  const person = (n: number) => 1 + ((middle + n) % each);
  // One of those who have some: see fill.ts.
  const officer = `official/${middle - (middle % 200) + 1}`;
  const [unit, official, document] = ['H56.14.7', `official/${middle}`, `document/${middle}`];
  return [
    words('search: a name that few have', (n) => `so ${person(n)}`),
    words('search: a name that many have', (n) => NAMES[n % NAMES.length] ?? ''),
    words('search: a code', (n) => `official/${person(n)}`),
    words('search: words that nothing holds', (n) => `xqw${n} zvk`),
    {
      ...{ name: 'unit', what: 'a unit with everything' },
      at: () => ({ variables: { code: unit }, values: [unit] }),
      query: `query U($code: String!) { unit(code: $code) { name dossiers(first: 20) { code state } officials(first: 20) { fullName }
        mailboxes(first: 20) { code state } certificates(first: 20) { serial } commendations(first: 20) { awardName } documents(first: 20) { subject } } }`,
    },
    {
      ...{ name: 'official', what: 'an official with honours, mailbox, certificates' },
      at: () => ({ variables: { code: official }, values: [official] }),
      query: `query O($code: String!) { official(code: $code) { fullName certificates { serial } mailboxes { code state } commendations { awardName } } }`,
    },
    {
      ...{ name: 'acts', what: 'what an official worked on and signed' },
      at: () => ({ variables: { code: officer }, values: [officer] }),
      query: `query A($code: String!) { official(code: $code) { fullName dossiers(first: 20) { matchedBy at dossier { code state } }
        documents(first: 20) { matchedBy at document { number subject } } } }`,
    },
    {
      ...{ name: 'document', what: 'a document with its dossiers' },
      at: () => ({ variables: { code: document }, values: [document] }),
      query: `query D($code: String!) { document(code: $code) { subject dossiers { code state } } }`,
    },
  ];
}
