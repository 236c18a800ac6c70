import type { Json } from '../../../domain/canonical.js';

/** An element with its parts; names without a namespace's prefix. */
export interface Element {
  name: string;
  attributes: Readonly<Record<string, string>>;
  parts: Element[];
  text: string;
}

/** Elements that come more than once in a package that has only one of them too. */
const LISTS = new Set([
  'To',
  'ResponseFor',
  'Appendix',
  'TraceHeader',
  'Receiver',
  'ReplacementInfo',
  'Reference',
  'Attachment',
]);

/** The first element of one of these names, the root too, level by level. */
export function find(root: Element, ...names: readonly string[]): Element | undefined {
  for (let level = [root]; level.length > 0; level = level.flatMap(({ parts }) => parts)) {
    const found = level.find(({ name }) => names.includes(name));
    if (found) return found;
  }
  return undefined;
}

export function partsOf(element: Element | undefined, name: string): Element[] {
  return element?.parts.filter((part) => part.name === name) ?? [];
}

/** Text of a part; undefined where it is empty or not there. */
export function textOf(element: Element | undefined, name: string): string | undefined {
  return partsOf(element, name)[0]?.text.trim() || undefined;
}

/** An element as JSON: a text, or its parts by name; of a name that comes again the first, unless it is one of {@link LISTS}. */
export function toJson({ name, parts, text }: Element): Json {
  if (parts.length === 0) return text.trim();
  const json: { [name: string]: Json } = {};
  for (const part of parts) {
    const before = json[part.name];
    if (!isList(name, part.name)) json[part.name] = before ?? toJson(part);
    else if (Array.isArray(before)) before.push(toJson(part));
    else json[part.name] = [toJson(part)];
  }
  return json;
}

/** A place of issue is one; those that a document goes to are several. */
function isList(parent: string, name: string): boolean {
  return name === 'Place' ? parent === 'ToPlaces' : LISTS.has(name);
}
