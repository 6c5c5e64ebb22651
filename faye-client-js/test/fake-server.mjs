// A test may put another clock in their place.
const { setTimeout, Date: { now } } = globalThis;

// More than any test needs: a client that sends without end gets no reply, so that its test fails.
const MOST_MESSAGES = 2000;

/** Answers what the client fetches, as a Bayeux server would; a test may take over any request. */
export class FakeServer {
  constructor() {
    this.requests = [];
    this.sessions = 0;
    this.held = null;
    // Seconds; how long it holds connects, and how long it says so.
    this.timeout = 5;
    this.holds = Infinity;
    this.intercept = () => undefined;
    globalThis.fetch = (url, init) => this._fetch(url, init);
  }

  /** The messages that came on a channel. */
  on(channel) {
    return this.requests.filter(message => message.channel === channel);
  }

  /** Answers the held connect with messages behind the reply. */
  deliver(messages, reply = {}) {
    this.held.resolve([{ ...this.held.reply, ...reply }, ...messages]);
    this.held = null;
  }

  /** Cuts the held connect off. */
  cut() {
    this.held.reject(new TypeError('cut'));
    this.held = null;
  }

  async _fetch(url, { body, headers, signal }) {
    const messages = JSON.parse(body);
    this.headers = headers;
    this.requests.push(...messages);
    if (this.requests.length > MOST_MESSAGES) await new Promise(() => {});
    const replies = await Promise.race([this._answer(messages, url), aborted(signal)]);
    return { ok: true, json: async () => replies.flat() };
  }

  async _answer(messages, url) {
    return await this.intercept(messages, url) || Promise.all(messages.map(message => this._reply(message)));
  }

  _reply(message) {
    const reply = { id: message.id, channel: message.channel, clientId: message.clientId, successful: true };
    if (message.channel === '/meta/handshake') {
      reply.clientId = 'session' + ++this.sessions;
      reply.supportedConnectionTypes = ['long-polling', 'websocket'];
      reply.advice = { reconnect: 'retry', interval: 0, timeout: this.timeout * 1000 };
      if (this.acknowledges) reply.ext = { ack: true };
    }
    if (message.channel !== '/meta/connect' || (message.advice && message.advice.timeout === 0)) return [reply];
    return new Promise((resolve, reject) => {
      this.held = { reply, resolve, reject };
      if (this.holds < Infinity) globalThis.setTimeout(() => resolve([reply]), this.holds * 1000);
    });
  }

  /** A class of sockets to this server. */
  sockets() {
    const server = this;
    return class {
      constructor() {
        this.readyState = 1;
        globalThis.setTimeout(() => this.onopen && this.onopen());
      }

      async send(text) {
        const messages = JSON.parse(text);
        server.requests.push(...messages);
        const replies = await server._answer(messages);
        if (this.onmessage) this.onmessage({ data: JSON.stringify(replies.flat()) });
      }

      close() {
        this.readyState = 3;
      }
    };
  }
}

function aborted(signal) {
  return new Promise((resolve, reject) => signal.addEventListener('abort', () => reject(new TypeError('aborted'))));
}

/** Waits until something is so, for fifteen seconds at most. */
export async function until(condition) {
  for (const end = now() + 15000; now() < end;) {
    if (condition()) return;
    await new Promise(next => setTimeout(next, 2));
  }
  throw new Error('It did not happen: ' + condition);
}
