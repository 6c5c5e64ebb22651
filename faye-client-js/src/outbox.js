import { FayeError } from './error.js';
import { after } from './times.js';

// Servers limit both.
const MOST_IN_A_BATCH = 100;
const MOST_CHARACTERS = 200000;

/** Messages that wait to be sent, to be answered, or to be sent again. One request at a time keeps their order. */
export class Outbox {
  constructor(session, extensions, newScheduler) {
    this._session = session;
    this._extensions = extensions;
    this._newScheduler = newScheduler;
    this._new = [];
    this._ready = [];
    this._all = new Set();
    this._busy = false;
  }

  /** The promise is for the reply, which may be a refusal; it fails if there is none. What is `first` overtakes all. */
  send(message, options = {}) {
    return new Promise((resolve, reject) => {
      const scheduler = this._newScheduler(message, options);
      const entry = { message, resolve, reject, scheduler, first: options.first, sent: false };
      this._all.add(entry);
      this._new.push(entry);
      this._watch(entry, options.deadline);
      setTimeout(() => this.flush());
    });
  }

  flush() {
    if (!this._session.isOpen()) return;
    this._new.splice(0).forEach(entry => this._prepare(entry));
    if (!this._busy && this._ready.length) this._sendBatch(this._take());
  }

  /** Everything that is not done by now will not be. */
  close(reason) {
    this._all.forEach(entry => this._giveUp(entry, reason));
    this._new = [];
    this._ready = [];
  }

  /** Extensions see messages when there is a session, and once however often they are sent. */
  _prepare(entry) {
    entry.message.clientId = this._session.id;
    this._extensions.pipe('outgoing', entry.message, message => {
      if (!message) return this._giveUp(entry, 'dropped by an extension');
      entry.message = message;
      if (entry.first) this._ready.unshift(entry);
      else this._ready.push(entry);
      setTimeout(() => this.flush());
    });
  }

  _take() {
    let count = 0;
    for (let size = 0; count < Math.min(this._ready.length, MOST_IN_A_BATCH); count++) {
      size += JSON.stringify(this._ready[count].message).length;
      if (count && size > MOST_CHARACTERS) break;
    }
    return this._ready.splice(0, count);
  }

  _sendBatch(batch) {
    const entries = batch.filter(entry => this._all.has(entry) && this._isDue(entry));
    if (!entries.length) return this.flush();
    const seconds = Math.max(...entries.map(entry => entry.scheduler.getTimeout()));
    this._busy = true;
    entries.forEach(entry => this._await(entry));
    this._session.send(entries.map(entry => entry.message), seconds).then(() => {
      this._busy = false;
      this.flush();
    });
  }

  /** A refusal for want of a session is no attempt. */
  _isDue(entry) {
    if (entry.owed || entry.scheduler.isDeliverable()) return true;
    this._giveUp(entry, 'not sent in time');
    return false;
  }

  _await(entry) {
    entry.sent = true;
    entry.owed = false;
    entry.message.clientId = this._session.id;
    entry.scheduler.send();
    this._session.requests.expect(entry.message.id, entry.scheduler.getTimeout())
      .then(reply => this._answered(entry, reply), error => this._unanswered(entry, error));
  }

  _answered(entry, reply) {
    if (this._session.hasExpired(reply, entry.message) && this._survives(entry)) return this._renew(entry);
    entry.scheduler.succeed();
    this._forget(entry);
    entry.resolve(reply);
  }

  /** What asks to leave is done when its session is. A publication that is refused time and again is given back. */
  _survives({ message, refused, late }) {
    return message.channel === '/meta/subscribe' || !(message.channel.startsWith('/meta/') || refused || late);
  }

  /** It was not accepted, so sending it in the next session doubles nothing; ahead of what came after it. */
  _renew(entry) {
    entry.sent = false;
    entry.refused = true;
    entry.owed = true;
    const behind = this._ready.findIndex(other => !other.first && !other.owed);
    this._ready.splice(behind < 0 ? this._ready.length : behind, 0, entry);
    this.flush();
  }

  _unanswered(entry, error) {
    entry.sent = false;
    entry.scheduler.fail();
    if (!this._all.has(entry)) return;
    if (!entry.scheduler.isDeliverable()) {
      return this._giveUp(entry, 'no answer, so it may have arrived or not: ' + error.message);
    }
    this._again(entry, entry.scheduler.getInterval());
  }

  _again(entry, seconds) {
    after(seconds, () => {
      this._ready.push(entry);
      this.flush();
    });
  }

  _giveUp(entry, reason) {
    if (!this._forget(entry)) return;
    entry.scheduler.abort();
    entry.reject(new FayeError(0, [entry.message.channel], entry.message.channel + ': ' + reason));
  }

  _forget(entry) {
    clearTimeout(entry.timer);
    return this._all.delete(entry);
  }

  /** A message that could not even be sent fails in time; for one under way the answer is waited for. */
  _watch(entry, deadline) {
    if (deadline === undefined) return;
    entry.timer = after(deadline, () => {
      entry.late = true;
      if (!entry.sent) this._giveUp(entry, 'not sent in time');
    });
  }
}
