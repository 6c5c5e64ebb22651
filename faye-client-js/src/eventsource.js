import { after } from './times.js';
import { Polling } from './polling.js';

/** Requests by fetch, messages by a stream. */
export class Stream extends Polling {
  constructor(url, host) {
    super('eventsource', url, host);
    this._streamUrl = url.replace(/\/?$/, '/' + host.sessionId());
  }

  open() {
    const stream = new EventSource(this._streamUrl, { withCredentials: true });
    this._stream = stream;
    stream.onmessage = event => this._host.receive(JSON.parse(event.data));
    return new Promise((resolve, reject) => {
      const refuse = () => {
        clearTimeout(timer);
        this.close();
        reject(new Error('No stream'));
      };
      const timer = after(this._host.patience(), refuse);
      stream.onerror = refuse;
      stream.onopen = () => {
        clearTimeout(timer);
        this._follow(stream);
        resolve();
      };
    });
  }

  /** The browser opens a broken stream again by itself; what was queued meanwhile comes upon a connect. */
  _follow(stream) {
    stream.onopen = () => this._host.wake();
    stream.onerror = () => { if (stream.readyState === 2) this._host.lost(this); };
  }

  close() {
    super.close();
    this._stream.onopen = this._stream.onerror = this._stream.onmessage = null;
    this._stream.close();
  }
}
