import { after } from './times.js';

/** Requests by fetch, from the same or another origin. */
export class Polling {
  constructor(type, url, host) {
    this.type = type;
    this.streams = false;
    this._url = url;
    this._host = host;
  }

  open() {
    return Promise.resolve();
  }

  /** Whether nothing can be sent any more, though nobody has said so yet. */
  isClosing() {
    return false;
  }

  /** Settles when the request was answered, or given up after these seconds. */
  async send(messages, seconds) {
    const limit = new AbortController();
    const timer = after(seconds, () => limit.abort());
    if (messages[0].channel === '/meta/connect') this._connect = limit;
    try {
      const replies = await this._post(messages, limit.signal);
      if (!limit.signal.aborted) this._host.receive(replies);
    } finally {
      clearTimeout(timer);
    }
  }

  async _post(messages, signal) {
    const response = await fetch(this._url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...this._host.headers() },
      body: JSON.stringify(messages),
      credentials: 'include',
      cache: 'no-store',
      // Lets a page that is closed say so.
      keepalive: messages[0].channel === '/meta/disconnect',
      signal
    });
    if (!response.ok) throw new Error('HTTP ' + response.status);
    return response.json();
  }

  /** Other requests go on: they may have arrived. */
  close() {
    if (this._connect) this._connect.abort();
  }
}
