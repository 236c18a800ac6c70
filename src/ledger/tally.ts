import type { LaneVerdict } from './types.js';

/** Deliveries by what this turn settled about them. */
export interface TurnCounts {
  /** Deliveries that went into calls, each time they did. */
  sent: number;
  delivered: number;
  refused: number;
  held: number;
  /** Back to PENDING, to be sent again. */
  again: number;
  unknown: number;
  /** Lanes that were read back. */
  looked: number;
}

/** Counts a turn's verdicts. */
export class Tally {
  sent = 0;
  looked = 0;
  #delivered = 0;
  #refused = 0;
  #held = 0;
  #again = 0;
  #unknown = 0;

  add(lanes: readonly LaneVerdict[]): void {
    for (const lane of lanes) {
      for (const { type } of lane.verdicts) {
        if (type === 'DELIVERED') this.#delivered += 1;
        else if (type === 'REFUSED') this.#refused += 1;
        else if (type === 'HELD') this.#held += 1;
        else if (type === 'UNKNOWN') this.#unknown += 1;
        else this.#again += 1;
      }
    }
  }

  get counts(): TurnCounts {
    return {
      sent: this.sent,
      delivered: this.#delivered,
      refused: this.#refused,
      held: this.#held,
      again: this.#again,
      unknown: this.#unknown,
      looked: this.looked,
    };
  }
}
