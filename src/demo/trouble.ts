import type { Simulation } from '../connectors/portals/simulation/index.js';

/** How long the provincial portal is away, ms. */
const AWAY_MS = 4_000;

/** The share of what is owed at which it happens. */
const HALF_WAY = 0.4;

/**
 * Half-way: the provincial portal goes down, and the national one applies what it is sent but loses its answers. Says what
 * happens and when it is over.
 */
export class Trouble {
  readonly #made = new Set<string>();
  #back: NodeJS.Timeout | undefined;

  constructor(
    private readonly simulation: Simulation,
    private readonly say: (line: string) => void,
  ) {}

  /** Makes a portal's trouble, once, when `share` (0–1) of what it is owed has gone. */
  at(portal: string, share: number): void {
    if (this.#made.has(portal) || share < HALF_WAY) return;
    this.#made.add(portal);
    if (portal === 'national') this.#loseAnswers();
    else this.#goDown();
  }

  end(): void {
    clearTimeout(this.#back);
  }

  #loseAnswers(): void {
    this.simulation.national.faults.set([
      { kind: 'resetAfterApply', times: 3 },
      { kind: 'applied504', times: 3 },
      { kind: 'timeoutAfterApply', times: 1 },
    ]);
    this.say(
      '✗ Cổng DVCQG ghi nhận nhưng không trả lời; hub sẽ đọc lại / the national portal applies but its answers are lost',
    );
  }

  #goDown(): void {
    const { provincial } = this.simulation;
    this.say('✗ Cổng Thanh Hóa ngừng hoạt động / the provincial portal is down');
    void provincial.down();
    this.#back = setTimeout(() => {
      void provincial
        .up()
        .then(() => this.say('✓ Cổng Thanh Hóa hoạt động lại / the provincial portal is back'));
    }, AWAY_MS);
  }
}
