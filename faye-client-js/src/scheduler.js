/** Decides how often a message is sent and how long an answer is waited for; applications may bring their own. */
export class Scheduler {
  constructor(message, options) {
    this.message = message;
    this.options = options;
    this.attempts = 0;
    this._end = options.deadline === undefined ? Infinity : Date.now() + options.deadline * 1000;
  }

  /** Seconds. */
  getTimeout() {
    return this.options.timeout;
  }

  /** Seconds from a failure to the next attempt. */
  getInterval() {
    return this.options.interval;
  }

  isDeliverable() {
    const { attempts } = this.options;
    return (attempts === undefined || this.attempts < attempts) && Date.now() < this._end;
  }

  send() {
    this.attempts += 1;
  }

  succeed() {}

  fail() {}

  abort() {}
}
