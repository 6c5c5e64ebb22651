import { FayeError } from './error.js';
import { log } from './log.js';
import { Pause } from './pause.js';
import { Requests } from './requests.js';
import { Times } from './times.js';

const HANDSHAKE = '/meta/handshake';
const CONNECT = '/meta/connect';
const SHORTEST_SESSION = 1000;

/** A refusal that only a new handshake can heal. */
class Expired extends FayeError {}

/** Keeps the client connected: a handshake, a transport, one connect after the other, and again when that breaks. */
export class Session {
  constructor(options, hooks) {
    this.requests = new Requests();
    this.state = 'UNCONNECTED';
    this.id = null;
    this.times = new Times(options);
    this._options = options;
    this._hooks = hooks;
    this._pause = new Pause();
    this._transport = null;
    this._fresh = false;
    this._ack = null;
    this._auth = null;
    this._renews = false;
    this._run = 0;
    this._begun = 0;
    this._up = null;
  }

  start() {
    if (this.state === 'CONNECTING' || this.state === 'CONNECTED') return;
    this._hooks.transports.check();
    // A disconnect may still be under way.
    this._leave();
    this.id = null;
    this.state = 'CONNECTING';
    this._keepConnected(++this._run);
  }

  /** Begins nothing new, but keeps the transport for what is still to be said. */
  finish() {
    this._run++;
    this.state = 'DISCONNECTED';
    this._pause.wake();
  }

  /** What was asked for and not answered is lost. */
  stop() {
    this.finish();
    this.id = null;
    this._up = null;
    this._leave();
    this.requests.loseAll(new FayeError(0, [], 'The client is disconnected'));
  }

  /** Nothing else goes out before a connect has shown that the transport works. */
  isOpen() {
    return this.id !== null && this._transport !== null && !this._fresh;
  }

  wake() {
    this._pause.wake();
  }

  /** Settles when more can be sent; what was not answered then by polling is lost. */
  async send(messages, seconds) {
    const transport = this._transport;
    const ids = messages.map(message => message.id);
    log('debug', 'sends', messages);
    try {
      await transport.send(messages, seconds);
      if (!transport.streams) this.requests.lose(ids, new FayeError(0, [], 'The response has no reply to it'));
    } catch (error) {
      this.requests.lose(ids, error);
    }
  }

  /** There is no time for extensions or an answer. */
  sayGoodbye(id) {
    this._transport.send([{ channel: '/meta/disconnect', clientId: this.id, id }], this.times.reply()).catch(() => {});
  }

  lost(transport) {
    if (transport === this._transport) this._breakOff(new Error('The connection is lost'));
  }

  /**
   * Whether the reply says that the session of this message is gone; then a new one is begun. Others refuse with 401
   * too, but do not name the session.
   */
  hasExpired(reply, message) {
    const { code, params } = FayeError.parse(reply.error);
    if (reply.successful || code !== 401 || params[0] !== message.clientId) return false;
    if (message.clientId === this.id) this._breakOff(new Expired(401, [], 'Unknown client'));
    return true;
  }

  async _keepConnected(run) {
    let failures = 0;
    while (run === this._run) {
      const known = this.id;
      let wait = 0;
      try {
        await this._round(run);
        failures = 0;
        wait = this.times.interval() * 1000;
      } catch (error) {
        if (run !== this._run) return;
        this._down(error);
        wait = Math.max(error.interval || 0, this._backOff(known, failures));
        failures++;
      }
      if (run === this._run && wait) await this._pause.sleep(wait);
    }
  }

  /** A server that ends a session can be reached, so a wait gains nothing, unless it ends each session soon. */
  _backOff(known, failures) {
    const ended = known !== null && this.id === null && Date.now() - this._begun >= SHORTEST_SESSION;
    return ended ? 0 : this._pause.backOff(this.times.retry() * 1000, failures);
  }

  async _round(run) {
    await this._authenticate(run);
    if (this.id === null) await this._handshake();
    // A socket may have closed during the pause that the server has asked for, without having said so yet.
    if (this._transport && this._transport.isClosing()) this._breakOff(new Error('The connection is lost'));
    if (!this._transport) await this._open(run);
    await this._connect();
  }

  /**
   * Gets a token of the page for a handshake, or when the server has asked for a new one. Without that a session goes on
   * as long as it may: then it is asked for with the next handshake.
   */
  async _authenticate(run) {
    this._auth = null;
    if (!this._options.token || (this.id !== null && !this._renews)) return;
    try {
      this._auth = { token: await this._options.token() };
    } catch (error) {
      if (this.id === null) throw error;
      log('warn', 'has no new token:', String(error));
    }
    if (run !== this._run) throw new Expired(0, [], 'The client was disconnected meanwhile');
  }

  async _handshake() {
    const reply = await this._ask(this._hooks.transports.polling(), {
      channel: HANDSHAKE,
      version: '1.0',
      supportedConnectionTypes: this._hooks.transports.names()
    });
    if (!reply.successful) throw this._refused(reply);
    this._auth = null;
    this.id = reply.clientId;
    this.state = 'CONNECTED';
    this._begun = Date.now();
    this._offered = reply.supportedConnectionTypes || [];
    this._connectId = null;
    this._hooks.transports.forgive();
    this._hooks.handshaken();
  }

  async _open(run) {
    const transport = await this._hooks.transports.open(this._offered);
    if (run !== this._run || this.id === null) {
      transport.close();
      throw new Expired(0, [], 'The session ended meanwhile');
    }
    this._transport = transport;
    this._fresh = true;
  }

  /** The first connect of a transport is answered at once, which shows that it works. A lost one is sent again with its id. */
  async _connect() {
    const transport = this._transport;
    this._connectId = this._connectId || this._hooks.nextId();
    const connect = { channel: CONNECT, clientId: this.id, connectionType: transport.type, id: this._connectId };
    if (this._fresh) connect.advice = { timeout: 0 };
    const reply = await this._ask(transport, connect);
    this._connectId = null;
    if (!reply.successful) throw this._refused(reply);
    this._auth = null;
    if (this._fresh) this._works(transport);
  }

  _works(transport) {
    this._fresh = false;
    this._hooks.transports.prove(transport.type);
    log('info', 'is connected by', transport.type);
    this._tell(true);
    this._hooks.opened();
  }

  _refused(reply) {
    const { code, params, message } = FayeError.parse(reply.error);
    const { reconnect, interval } = reply.advice || {};
    const Refusal = code === 401 || reconnect === 'handshake' ? Expired : FayeError;
    return Object.assign(new Refusal(code, params, message), { interval: interval > 0 ? Number(interval) : 0 });
  }

  /** The position and the token go in behind the extensions, which may replace `ext` as a whole. */
  _ask(transport, message) {
    const asked = { id: this._hooks.nextId(), ...message };
    return new Promise((resolve, reject) => {
      this._hooks.extensions.pipe('outgoing', asked, passed => {
        if (!passed) return reject(new FayeError(0, [], asked.channel + ' was dropped by an extension'));
        if (asked.channel === HANDSHAKE) this._withExt(passed, { ack: true });
        else if (this._ack !== null) this._withExt(passed, { ack: this._ack });
        if (this._auth) this._withExt(passed, { auth: this._auth });
        this._exchange(transport, passed).then(resolve, reject);
      });
    });
  }

  _withExt(message, more) {
    message.ext = { ...message.ext, ...more };
  }

  _secondsFor({ channel }) {
    if (this._fresh) return this.times.firstReply();
    return channel === CONNECT ? this.times.heldReply() : this.times.handshakeReply();
  }

  _exchange(transport, message) {
    const seconds = this._secondsFor(message);
    const reply = this.requests.expect(message.id, seconds);
    const lose = error => this.requests.lose([message.id], error);
    log('debug', 'sends', [this._auth ? { ...message, ext: { ...message.ext, auth: 'not shown' } } : message]);
    transport.send([message], seconds).then(() => {
      if (!transport.streams) lose(new FayeError(0, [], 'The response has no reply'));
    }, lose);
    return reply;
  }

  /**
   * Looks at a reply before extensions do, and before the messages behind it are handed out: they count as received
   * from now on.
   */
  heed(reply) {
    const { ack, auth } = reply.ext || {};
    if (reply.channel === HANDSHAKE) this._ack = ack === true ? 0 : null;
    if (reply.channel === CONNECT && this._ack !== null && Number.isInteger(ack)) this._ack = ack;
    if (reply.channel === CONNECT) this._renews = Boolean(auth && auth.renew);
    const { advice } = reply;
    if (!advice) return;
    this.times.follow(reply.successful ? advice : { timeout: advice.timeout });
    if (advice.reconnect === 'none') this._hooks.dismissed(reply.error || 'The server wants no more connects');
  }

  _breakOff(error) {
    if (error instanceof Expired) this.id = null;
    if (this._transport && this._transport.streams) this.requests.loseAll(error);
    this._down(error);
    // A server that stops asks for a pause and then closes the socket: all its clients shall not come back at once.
    if (error instanceof Expired || !this.times.isPauseAdvised()) this._pause.wake();
  }

  _down(error) {
    log('warn', 'has no connection:', String(error));
    if (error instanceof Expired) this.id = null;
    if (this._transport && this._fresh) this._hooks.transports.strike(this._transport.type);
    this._leave();
    this._tell(false);
  }

  _leave() {
    if (this._transport) this._transport.close();
    this._transport = null;
    this._fresh = false;
  }

  _tell(up) {
    if (this._up === up || this.state === 'DISCONNECTED') return;
    this._up = up;
    this._hooks.trigger(up ? 'transport:up' : 'transport:down');
  }
}
