import { afterEach, beforeEach, describe } from 'vitest';
import { describeAccess } from './access.js';
import { describeFaults } from './faults.js';
import { type Conformance, Sender, type Target } from './harness.js';
import { describeRecords } from './records.js';

/** The target of the test that runs. */
export interface Running {
  readonly conformance: Conformance;
  readonly target: Target;
  readonly sender: Sender;
  /** A new target in place of the one that the test began with. */
  restart(options: Parameters<Conformance['start']>[0]): Promise<void>;
}

/** What any portal's connector does, shown against its own simulator. */
export function describePortal(conformance: Conformance): void {
  describe(`${conformance.name}: what every portal does`, () => {
    let current: { target: Target; sender: Sender } | undefined;
    const now = () => {
      if (!current) throw new Error('no test runs');
      return current;
    };
    const stop = async () => {
      await current?.target.portal.close();
      await current?.target.close();
      current = undefined;
    };
    const restart: Running['restart'] = async (options) => {
      await stop();
      const target = await conformance.start(options);
      current = { target, sender: new Sender(target) };
    };
    const running: Running = {
      conformance,
      restart,
      get target() {
        return now().target;
      },
      get sender() {
        return now().sender;
      },
    };

    beforeEach(() => restart({}));
    afterEach(stop);

    describeRecords(running);
    describeAccess(running);
    describeFaults(running);
  });
}
