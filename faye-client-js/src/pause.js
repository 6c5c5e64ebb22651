import { after } from './times.js';

const LONGEST_BACK_OFF = 30000;
// With a limit that grows faster, or in steps, most clients wait long after a restart that takes a few times their first wait.
const FAILURES_TO_DOUBLE = 3;

/** A wait that can be cut short. */
export class Pause {
  sleep(milliseconds) {
    return new Promise(done => {
      const timer = after(milliseconds / 1000, done);
      this._wake = () => {
        clearTimeout(timer);
        done();
      };
    });
  }

  wake() {
    if (this._wake) this._wake();
  }

  /** Half to all of a limit that begins at the base and grows: clients that were cut off together come back apart. */
  backOff(base, failures) {
    const limit = base * 2 ** (failures / FAILURES_TO_DOUBLE);
    return Math.min(limit, Math.max(LONGEST_BACK_OFF, base)) * (1 + Math.random()) / 2;
  }
}
