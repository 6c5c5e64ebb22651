const LONGEST_BACK_OFF = 60000;

/** A wait that can be cut short. */
export class Pause {
  sleep(milliseconds) {
    return new Promise(done => {
      const timer = setTimeout(done, milliseconds);
      this._wake = () => {
        clearTimeout(timer);
        done();
      };
    });
  }

  wake() {
    if (this._wake) this._wake();
  }

  /** Anything up to a limit that doubles: clients that were cut off together do not come back together. */
  backOff(base, failures) {
    return Math.random() * Math.min(base * 2 ** Math.min(failures, 16), Math.max(LONGEST_BACK_OFF, base));
  }
}
