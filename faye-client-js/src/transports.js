import { Polling } from './polling.js';
import { FayeError } from './error.js';
import { webSocket } from './platform.js';
import { Socket } from './websocket.js';
import { Stream } from './eventsource.js';

const STRIKES_OF_A_PROVEN_TRANSPORT = 3;

function base() {
  return typeof location === 'undefined' ? undefined : location.href;
}

/** Finds the best transport that works here: a socket, a stream, or polling, which always is there. */
export class Transports {
  constructor(url, endpoints, host) {
    this._endpoints = endpoints || {};
    this._url = url;
    this._host = host;
    this._disabled = new Set();
    this._proven = new Set();
    this._strikes = {};
  }

  disable(type) {
    this._disabled.add(type);
  }

  /** Types that did not work are tried again: by a new session, or when not even polling worked. */
  forgive() {
    this._strikes = {};
  }

  prove(type) {
    this._proven.add(type);
    delete this._strikes[type];
  }

  /** Counts against a transport that was lost before it carried anything. */
  strike(type) {
    if (this._isPolling(type)) return this.forgive();
    this._strikes[type] = (this._strikes[type] || 0) + 1;
  }

  async open(offered) {
    for (const [type, make] of this._streaming()) {
      if (!offered.includes(type) || this._isOut(type)) continue;
      const transport = make();
      try {
        await transport.open();
        return transport;
      } catch (error) {
        this.strike(type);
        if (!this._isOut(type)) throw error;
      }
    }
    return this.polling();
  }

  /** Throws if there is no way to the server. */
  check() {
    this._address('long-polling');
  }

  /** The names that a handshake tells the server. */
  names() {
    return [...this._streaming().map(([type]) => type), 'long-polling', 'cross-origin-long-polling']
      .filter(type => !this._disabled.has(type));
  }

  polling() {
    const type = this._crossesOrigins('long-polling') ? 'cross-origin-long-polling' : 'long-polling';
    return new Polling(type, this._address(type), this._host);
  }

  /** Servers open streams for pages of their own origin only: for others the browser would report an error. */
  _streaming() {
    const all = [];
    if (webSocket()) all.push(['websocket', () => new Socket(this._address('websocket'), this._host)]);
    if (globalThis.EventSource && !this._crossesOrigins('eventsource')) {
      all.push(['eventsource', () => new Stream(this._address('eventsource'), this._host)]);
    }
    return all;
  }

  _crossesOrigins(type) {
    return base() !== undefined && new URL(this._address(type)).origin !== location.origin;
  }

  _isPolling(type) {
    return type.endsWith('long-polling');
  }

  _isOut(type) {
    const most = this._proven.has(type) ? STRIKES_OF_A_PROVEN_TRANSPORT : 1;
    return this._disabled.has(type) || this._strikes[type] >= most;
  }

  _address(type) {
    const url = this._endpoints[type] || this._url;
    try {
      return new URL(url, base()).href;
    } catch (error) {
      throw new FayeError(0, [url], 'Invalid URL \'' + url + '\'; outside of a page it must be absolute');
    }
  }
}
