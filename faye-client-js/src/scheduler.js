/**
 * Decides how often a message is sent and how long an answer is waited for. Applications may bring their own, also by
 * `Scheduler.apply(this, arguments)` as Faye's documentation shows it, which a class would refuse.
 */
export function Scheduler(message, options) {
  this.message = message;
  this.options = options;
  this.attempts = 0;
}

Object.assign(Scheduler.prototype, {
  /** Seconds. */
  getTimeout() {
    return this.options.timeout;
  },

  /** Seconds from a failure to the next attempt. */
  getInterval() {
    return this.options.interval;
  },

  isDeliverable() {
    const { attempts = Infinity, deadline = Infinity } = this.options;
    return this.attempts < attempts && Date.now() < deadline;
  },

  send() {
    this.attempts += 1;
  },

  succeed() {},

  fail() {},

  abort() {}
});
