const MOST_TIMERS = 20000;
const LONGEST_TIMER = 2 ** 31 - 1;
const real = { setTimeout, clearTimeout, now: Date.now };

/** Time that passes only when a test says so. */
export class FakeClock {
  constructor() {
    this._now = 0;
    this._timers = new Set();
    globalThis.setTimeout = (act, milliseconds = 0) => this._add(act, milliseconds);
    globalThis.clearTimeout = timer => this._timers.delete(timer);
    Date.now = () => this._now;
  }

  /** Puts the real clock back. */
  remove() {
    Object.assign(globalThis, { setTimeout: real.setTimeout, clearTimeout: real.clearTimeout });
    Date.now = real.now;
  }

  /** Seconds since the clock was made. */
  get seconds() {
    return this._now / 1000;
  }

  /** Runs each timer that becomes due at its time, with everything that follows from it. */
  async pass(seconds) {
    const end = this._now + seconds * 1000;
    let count = 0;
    for (let timer = await this._next(end); timer; timer = await this._next(end)) {
      if (++count > MOST_TIMERS) throw new Error('Timers without end');
      this._timers.delete(timer);
      this._now = timer.due;
      timer.act();
    }
    this._now = end;
  }

  /** Lets time pass until something is so, for some seconds at most. */
  async passUntil(condition, most = 600) {
    for (const end = this._now + most * 1000; !condition();) {
      const timer = await this._next(end);
      if (condition()) return;
      if (!timer) throw new Error('It did not happen within ' + most + ' s: ' + condition);
      await this.pass((timer.due - this._now) / 1000);
    }
  }

  /** Promises that are settled are followed first. */
  async _next(end) {
    await new Promise(done => setImmediate(done));
    const due = [...this._timers].filter(timer => timer.due <= end);
    return due.sort((one, other) => one.due - other.due)[0];
  }

  /** As timers of browsers and of Node do it, a time that is too long counts as none. */
  _add(act, milliseconds) {
    const timer = { act, due: this._now + (milliseconds > LONGEST_TIMER ? 1 : Math.max(milliseconds, 0)) };
    this._timers.add(timer);
    return timer;
  }
}
