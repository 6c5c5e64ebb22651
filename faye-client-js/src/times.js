const DEFAULT_TIMEOUT = 60;
const DEFAULT_RETRY = 5;
const LONGEST_FIRST_REPLY = 10;
const LEAST_MARGIN = 5;
// A longer time counts as none.
const LONGEST_TIMER = 2 ** 31 - 1;

export function after(seconds, act) {
  return setTimeout(act, Math.min(seconds * 1000, LONGEST_TIMER));
}

/** How long the client waits, by the options of the page and the advice of the server; in seconds. */
export class Times {
  constructor(options) {
    this._options = options;
    this._advised = { timeout: options.timeout || DEFAULT_TIMEOUT, interval: 0 };
  }

  /** For the reply to a message of the page. */
  reply() {
    return this._options.timeout || this.handshakeReply();
  }

  /** For the reply to a handshake. Before the server has advised a time, that of the page counts. */
  handshakeReply() {
    return this._advised.timeout * 1.2;
  }

  /** For the first reply over a connection. */
  firstReply() {
    return Math.min(this.handshakeReply(), LONGEST_FIRST_REPLY);
  }

  /** For the reply to a connect. The server decides how long it holds one: a client that waits less would lose it. */
  heldReply() {
    const { timeout } = this._advised;
    return timeout + Math.max(timeout * 0.2, LEAST_MARGIN);
  }

  /** From a failure to the next attempt, at first. */
  retry() {
    return this._options.retry || DEFAULT_RETRY;
  }

  /** From a reply to the next connect. A session ends if the page waits too long. */
  interval() {
    const { timeout, interval } = this._advised;
    return Math.max(interval, Math.min(this._options.interval || 0, timeout / 2));
  }

  isPauseAdvised() {
    return this._advised.interval > 0;
  }

  /** A timeout of 0 means that the server does not hold connects; other replies take as long as before. */
  follow({ timeout, interval }) {
    if (timeout > 0) this._advised.timeout = timeout / 1000;
    if (interval >= 0) this._advised.interval = interval / 1000;
  }
}
