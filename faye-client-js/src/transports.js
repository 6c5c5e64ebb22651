import { Polling } from './polling.js';
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

  /** The names that a handshake tells the server. */
  names() {
    return [...this._streaming().map(([type]) => type), 'long-polling', 'cross-origin-long-polling']
      .filter(type => !this._disabled.has(type));
  }

  polling() {
    const crosses = base() !== undefined && new URL(this._address('long-polling')).origin !== location.origin;
    const type = crosses ? 'cross-origin-long-polling' : 'long-polling';
    return new Polling(type, this._address(type), this._host);
  }

  _streaming() {
    const all = [
      ['websocket', 'WebSocket', () => new Socket(this._address('websocket'), this._host)],
      ['eventsource', 'EventSource', () => new Stream(this._address('eventsource'), this._host)]
    ];
    return all.filter(([, global]) => typeof globalThis[global] === 'function').map(([type, , make]) => [type, make]);
  }

  _isPolling(type) {
    return type.endsWith('long-polling');
  }

  _isOut(type) {
    const most = this._proven.has(type) ? STRIKES_OF_A_PROVEN_TRANSPORT : 1;
    return this._disabled.has(type) || this._strikes[type] >= most;
  }

  _address(type) {
    return new URL(this._endpoints[type] || this._url, base()).href;
  }
}
