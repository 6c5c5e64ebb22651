import { after } from './times.js';

const LONGEST_BACK_OFF = 30000;
// A limit that grows faster exceeds the time that a server takes for a restart: clients would wait long after it.
const ATTEMPTS_AT_EACH_LIMIT = 3;

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

  /** Half to all of a limit that begins at the base and doubles: clients that were cut off together come back apart. */
  backOff(base, failures) {
    const doubled = base * 2 ** Math.floor(failures / ATTEMPTS_AT_EACH_LIMIT);
    return Math.min(doubled, Math.max(LONGEST_BACK_OFF, base)) * (1 + Math.random()) / 2;
  }
}
