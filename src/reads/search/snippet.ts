import { fold } from '../../domain/fold.js';

const LENGTH = 160;
const BEFORE = 40;

/** A piece of the first of these texts that holds one of the folded words, around it, the words between « and »; else what all of them begin with. */
export function snippetOf(texts: readonly string[], words: readonly string[]): string {
  const written = texts.map((text) => text.normalize('NFC').replace(/\s+/g, ' ').trim()).filter(Boolean);
  for (const text of written) {
    const spots = spotsOf(text, words);
    if (spots.length > 0) return cut(text, spots);
  }
  return cut(written.join(' · '), []);
}

interface Spot {
  from: number;
  to: number;
}

/** Where the words stand in a text as it is written, in order, none over another. */
function spotsOf(text: string, words: readonly string[]): Spot[] {
  let folded = '';
  /** By letter of the folded text: where it stands in the text. */
  const places: number[] = [];
  let place = 0;
  for (const letter of text) {
    const plain = letter === ' ' ? ' ' : fold(letter);
    for (const _ of plain) places.push(place);
    folded += plain;
    place += letter.length;
  }
  places.push(place);
  const spots = words.flatMap((word) => {
    const found: Spot[] = [];
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
      found.push({ from: places[at] ?? 0, to: places[at + word.length] ?? text.length });
    }
    return found;
  });
  spots.sort((one, other) => one.from - other.from || other.to - one.to);
  return spots.filter(({ from }, index) => index === 0 || from >= furthest(spots, index));
}

function furthest(spots: readonly Spot[], before: number): number {
  return Math.max(...spots.slice(0, before).map(({ to }) => to));
}

function cut(text: string, spots: readonly Spot[]): string {
  const first = spots[0]?.from ?? 0;
  const near = first <= BEFORE ? 0 : text.lastIndexOf(' ', first - BEFORE) + 1;
  // A word longer than what is shown before the hit.
  const from = first - near > LENGTH / 2 ? first : near;
  const to =
    text.length - from <= LENGTH
      ? text.length
      : Math.max(text.lastIndexOf(' ', from + LENGTH), from + LENGTH / 2);
  let shown = '';
  let at = from;
  for (const spot of spots.filter((each) => each.to <= to)) {
    shown += `${text.slice(at, spot.from)}«${text.slice(spot.from, spot.to)}»`;
    at = spot.to;
  }
  return `${from > 0 ? '… ' : ''}${shown}${text.slice(at, to)}${to < text.length ? ' …' : ''}`;
}
