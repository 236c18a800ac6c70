/** The lines of one component of a calendar, from its BEGIN to its END, unfolded. */
export interface Block {
  /** VEVENT, VTIMEZONE. */
  name: string;
  /** Where it begins in the file, from 1. */
  line: number;
  lines: string[];
  /** The calendar broke off before its END. */
  cut?: true;
}

/** A component within a component that is read; what stands in it is not the event's. */
const INNER = new Set(['VALARM', 'STANDARD', 'DAYLIGHT']);
const READ = new Set(['VEVENT', 'VTIMEZONE']);

/**
 * Takes a calendar apart (RFC 5545, 3.1), so that one broken event costs itself alone. Lines may end in LF, and be folded by a blank or a tab. Alarms
 * are left out.
 */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let open: Block | undefined;
  const inside: string[] = [];
  for (const { line, text: content } of unfolded(text)) {
    const [, mark, name = ''] = /^(BEGIN|END):\s*([A-Z-]+)\s*$/i.exec(content) ?? [];
    const component = name.toUpperCase();
    if (!open) {
      if (mark?.toUpperCase() === 'BEGIN' && READ.has(component))
        open = { name: component, line, lines: [content] };
      continue;
    }
    const skips = inside.includes('VALARM') || component === 'VALARM';
    if (mark?.toUpperCase() === 'BEGIN' && READ.has(component)) {
      // A new one begins, and the last had no END.
      blocks.push({ ...open, cut: true });
      inside.length = 0;
      open = { name: component, line, lines: [content] };
      continue;
    }
    if (!skips) open.lines.push(content);
    if (mark === undefined) continue;
    if (mark.toUpperCase() === 'BEGIN') inside.push(component);
    else if (INNER.has(component)) inside.pop();
    else if (component === open.name) {
      blocks.push(open);
      open = undefined;
      inside.length = 0;
    }
  }
  if (open) blocks.push({ ...open, cut: true });
  return blocks;
}

function unfolded(text: string): { line: number; text: string }[] {
  const lines: { line: number; text: string }[] = [];
  for (const [index, raw] of text
    .replace(/^\ufeff/, '')
    .split(/\r\n|\n|\r/)
    .entries()) {
    const last = lines.at(-1);
    if (/^[ \t]/.test(raw) && last) last.text += raw.slice(1);
    else if (raw.trim() !== '') lines.push({ line: index + 1, text: raw });
  }
  return lines;
}
