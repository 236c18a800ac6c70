import type { Summary } from './summary.js';

/** What the demo shows itself with; the CLI gives a terminal's. */
export interface DemoScreen {
  say(line: string): void;
  bars(): {
    add(name: string): void;
    move(name: string, share: number, note?: string): void;
    count(name: string, progress: { done: number; share?: number | undefined }): void;
    say(line: string): void;
    stop(): void;
  };
  table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string;
}

/** Shows the tables and what is wrong. Returns the demo's exit status: 0 only if everything adds up. */
export function tellSummary(screen: Pick<DemoScreen, 'say' | 'table'>, summary: Summary): 0 | 1 {
  screen.say('');
  for (const { head, rows } of [summary.intake, summary.portals]) screen.say(screen.table(head, rows));
  for (const line of summary.findings) screen.say(line);
  screen.say(
    summary.ok ? '\n✓ Khớp hoàn toàn / everything adds up' : '\n✗ Không khớp / something does not add up',
  );
  return summary.ok ? 0 : 1;
}
