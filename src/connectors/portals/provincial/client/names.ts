import type { CallOptions, Outcome } from '../../../../domain/ports.js';
import type { ListItem } from '../contract.js';
import type { Caller } from './caller.js';
import { readList } from './lists.js';

export type NameAnswer = { ok: true; id: string | number } | { ok: false; outcome: Outcome };

/** One of the portal's lists of named things (channels, article states), kept and read again for an unknown name. */
export class NamedList {
  private byName = new Map<string, string | number>();
  private byId = new Map<string, string>();

  /** `code`: what a delivery is refused with when the portal has no such name; `label`: what an officer reads. */
  constructor(
    private readonly caller: Caller,
    private readonly path: string,
    private readonly nameKey: string,
    private readonly refusal: { code: string; label: string },
  ) {}

  /** The id behind a name, a number where the portal writes one. Refused when the portal has none: a person sets the profile or the portal right. */
  async idOf(name: string, options: CallOptions): Promise<NameAnswer> {
    const wanted = name.normalize('NFC');
    const known = this.byName.get(wanted);
    if (known !== undefined) return { ok: true, id: known };
    const failure = await this.refresh(options, false);
    if (failure) return { ok: false, outcome: failure };
    const id = this.byName.get(wanted);
    if (id !== undefined) return { ok: true, id };
    const message = `Cổng không có ${this.refusal.label} “${wanted}” / not at the portal`;
    return { ok: false, outcome: { type: 'refused', code: this.refusal.code, message } };
  }

  /** The name behind an id, read again once when unknown; undefined when the portal does not say. */
  async nameOf(id: string, options: CallOptions, guarded: boolean): Promise<string | undefined> {
    const key = id.toLowerCase();
    if (!this.byId.has(key)) await this.refresh(options, guarded);
    return this.byId.get(key);
  }

  /** After a refusal of a write the ids may be old. */
  forget(): void {
    this.byName.clear();
    this.byId.clear();
  }

  /** Nothing was written when this fails: the write that needs the list is simply not sent. */
  private async refresh(options: CallOptions, guarded: boolean): Promise<Outcome | undefined> {
    const answer = await readList(this.caller, this.path, {}, options, guarded);
    if (!answer.ok) {
      const { outcome } = answer;
      return outcome.type === 'unknown'
        ? { type: 'notSent', error: `${this.path}: ${outcome.error}` }
        : outcome;
    }
    this.byName = new Map();
    this.byId = new Map();
    for (const item of answer.items) this.keep(item);
    return undefined;
  }

  private keep(item: ListItem): void {
    const name = item[this.nameKey];
    if (typeof name !== 'string') return;
    const key = name.normalize('NFC').trim();
    if (!this.byName.has(key)) this.byName.set(key, item.writtenId);
    this.byId.set(item.id.toLowerCase(), key);
  }
}
