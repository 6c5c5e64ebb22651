import { FayeError } from './error.js';
import { after } from './times.js';

/** What was sent and not yet answered, by the messages' ids. */
export class Requests {
  constructor() {
    this._waiting = new Map();
  }

  expect(id, seconds) {
    return new Promise((resolve, reject) => {
      const late = () => this.lose([id], new FayeError(0, [], 'No answer within ' + seconds + ' s'));
      const timer = after(seconds, late);
      this._waiting.set(id, { resolve, reject, timer });
    });
  }

  /** Hands out what settles the request, and counts it as answered; nothing if nobody waits for it. */
  take(id) {
    const request = this._waiting.get(id);
    if (!request) return undefined;
    clearTimeout(request.timer);
    this._waiting.delete(id);
    return request.resolve;
  }

  lose(ids, error) {
    for (const id of ids) {
      const request = this._waiting.get(id);
      if (this.take(id)) request.reject(error);
    }
  }

  loseAll(error) {
    this.lose([...this._waiting.keys()], error);
  }
}
