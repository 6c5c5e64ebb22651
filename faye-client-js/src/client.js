import { Deferrable } from './deferrable.js';
import { Emitter } from './emitter.js';
import { Extensions } from './extensions.js';
import { FayeError } from './error.js';
import { log } from './log.js';
import { Outbox } from './outbox.js';
import { Scheduler } from './scheduler.js';
import { Session } from './session.js';
import { Subscription } from './subscription.js';
import { Subscriptions } from './subscriptions.js';
import { Transports } from './transports.js';

/** Others choose the ids of what they publish, so that these may be the same as ours. */
function isReply(message) {
  return 'successful' in message && !('data' in message);
}

/** What an application holds: it connects when it is first used, and stays connected. */
export class Client extends Emitter {
  constructor(url = '/bayeux', options) {
    super();
    this.endpoint = url;
    this._options = options || {};
    this._headers = {};
    this._lastId = 0;
    this._extensions = new Extensions();
    this._subscriptions = new Subscriptions();
    this._session = new Session(this._options, this._hooks());
    this._outbox = new Outbox(this._session, this._extensions, (message, wishes) => this._schedule(message, wishes));
    this._watchPage();
  }

  connect(callback, context) {
    this._session.start();
    const connected = new Deferrable();
    this._whenConnected = this._whenConnected || [];
    if (this._session.isOpen()) connected._succeed();
    else this._whenConnected.push(connected);
    return callback ? connected.callback(callback, context) : connected;
  }

  /** Succeeds when the server knows it, or cannot be told. */
  disconnect() {
    const gone = new Deferrable();
    const open = this._session.isOpen();
    this._session.finish();
    const told = open ? this._send({ channel: '/meta/disconnect' }, { attempts: 1 }) : Promise.resolve();
    const end = () => {
      if (this._session.state === 'DISCONNECTED') this._end('the client is disconnected');
      gone._succeed();
    };
    told.then(end, end);
    return gone;
  }

  subscribe(channels, act, context) {
    const names = [].concat(channels);
    const subscription = new Subscription(this, names, act, context);
    Promise.all(names.map(name => this._subscriptions.add(name, subscription, () => this._subscribe(name))))
      .then(() => subscription._succeed(), error => {
        subscription.cancel();
        subscription._fail(error);
      });
    return subscription;
  }

  /** For one subscription, or for all that hear the channel. */
  unsubscribe(channels, subscription) {
    for (const name of [].concat(channels)) {
      if (!this._subscriptions.remove(name, subscription)) continue;
      this._send({ channel: '/meta/unsubscribe', subscription: name }).catch(() => {});
    }
  }

  /** What got no answer is sent again only as `attempts` and `deadline` (seconds) allow. */
  publish(channel, data, options) {
    const { attempts, deadline } = options || {};
    const publication = new Deferrable();
    const most = attempts === undefined && deadline === undefined ? 1 : attempts;
    this._send({ channel, data }, { attempts: most, deadline })
      .then(() => publication._succeed(), error => publication._fail(error));
    return publication;
  }

  addExtension(extension) {
    this._extensions.add(extension, this);
  }

  removeExtension(extension) {
    this._extensions.remove(extension, this);
  }

  setHeader(name, value) {
    this._headers[name] = value;
  }

  disable(feature) {
    if (feature === 'autodisconnect') this._stays = true;
    else this._transports.disable(feature);
  }

  getState() {
    return this._session.state;
  }

  _subscribe(name, wishes) {
    return this._send({ channel: '/meta/subscribe', subscription: name }, wishes);
  }

  /** Ahead of what waits, so that the client hears its own. */
  _subscribeAgain() {
    this._subscriptions.confirmed().forEach(name => this._subscribe(name, { first: true }).catch(() => {}));
  }

  /** The promise is for an acceptance. */
  async _send(message, wishes = {}) {
    if (this._session.state === 'UNCONNECTED') this._session.start();
    else if (this._session.state === 'DISCONNECTED' && message.channel !== '/meta/disconnect') {
      throw new FayeError(0, [message.channel], message.channel + ': the client is disconnected');
    }
    const reply = await this._outbox.send({ ...message, id: this._nextId() }, wishes);
    if (!reply.successful) throw FayeError.parse(reply.error);
  }

  _schedule(message, { attempts, deadline }) {
    const session = this._session;
    const Chosen = this._options.scheduler || Scheduler;
    return new Chosen(message, {
      attempts,
      deadline: deadline === undefined ? undefined : new Date(Date.now() + deadline * 1000),
      interval: session.times.retry(),
      get timeout() { return session.times.reply(); }
    });
  }

  _nextId() {
    return (++this._lastId).toString(36);
  }

  /** A reply is counted as received at once; extensions may take their time. */
  _receive(message) {
    if (!message) return;
    log('debug', 'received', message);
    const settle = isReply(message) ? this._session.requests.take(message.id) : undefined;
    if (settle) this._session.heed(message);
    this._extensions.pipe('incoming', message, passed => {
      if (settle) settle(passed || { ...message, successful: false, error: 'dropped by an extension' });
      else if (passed && 'data' in passed && passed.channel) this._subscriptions.deliver(passed);
    });
  }

  _end(reason) {
    this._session.stop();
    this._outbox.close(reason);
    this._connected(connected => connected._fail(new FayeError(0, [], reason)));
  }

  _connected(tell) {
    (this._whenConnected || []).splice(0).forEach(tell);
  }

  _hooks() {
    this._transports = new Transports(this.endpoint, this._options.endpoints, {
      receive: messages => [].concat(messages).forEach(message => this._receive(message)),
      lost: transport => this._session.lost(transport),
      wake: () => this._session.wake(),
      patience: () => this._session.times.firstReply(),
      sessionId: () => this._session.id,
      headers: () => this._headers
    });
    return {
      transports: this._transports,
      extensions: this._extensions,
      nextId: () => this._nextId(),
      trigger: event => this.trigger(event),
      handshaken: () => this._subscribeAgain(),
      opened: () => {
        this._connected(connected => connected._succeed());
        this._outbox.flush();
      },
      dismissed: reason => this._end(reason)
    };
  }

  /** A page that may come back out of the browser's cache keeps its session. */
  _watchPage() {
    if (typeof addEventListener !== 'function') return;
    addEventListener('online', () => this._session.wake());
    addEventListener('pagehide', event => {
      if (!event.persisted && !this._stays && this._session.isOpen()) this._session.sayGoodbye(this._nextId());
    });
  }
}
