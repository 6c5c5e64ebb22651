/** Answers what the client fetches, as a Bayeux server would; a test may take over any request. */
export class FakeServer {
  constructor() {
    this.requests = [];
    this.sessions = 0;
    this.held = null;
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
      reply.advice = { reconnect: 'retry', interval: 0, timeout: 5000 };
      if (this.acknowledges) reply.ext = { ack: true };
    }
    if (message.channel !== '/meta/connect' || (message.advice && message.advice.timeout === 0)) return [reply];
    return new Promise((resolve, reject) => {
      this.held = { reply, resolve, reject };
    });
  }
}

function aborted(signal) {
  return new Promise((resolve, reject) => signal.addEventListener('abort', () => reject(new TypeError('aborted'))));
}

/** Waits until something is so, for fifteen seconds at most. */
export async function until(condition) {
  for (const end = Date.now() + 15000; Date.now() < end;) {
    if (condition()) return;
    await new Promise(next => setTimeout(next, 2));
  }
  throw new Error('It did not happen: ' + condition);
}
