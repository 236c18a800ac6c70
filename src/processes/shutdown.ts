import closeWithGrace from 'close-with-grace';

const GRACE_MS = 60_000;

/** Resolves at SIGINT or SIGTERM; a second one ends the process at once. */
export function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
      resolve();
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });
}

/**
 * Runs a service until it is told to stop, then `close`s it in order: no new work, what is in flight settles, connections
 * go last. After {@link GRACE_MS} the process ends anyway: leases let another worker go on.
 */
export function runService(close: () => Promise<void>): void {
  closeWithGrace({ delay: GRACE_MS, logger: false }, async ({ err }) => {
    if (err) {
      console.error(err);
      process.exitCode = 1;
    }
    await close();
  });
}
