import { after } from './times.js';
import { webSocket } from './platform.js';

/** Everything by one socket. */
export class Socket {
  constructor(url, host) {
    this.type = 'websocket';
    this.streams = true;
    this._url = url.replace(/^http/, 'ws');
    this._host = host;
  }

  open() {
    const socket = new (webSocket())(this._url);
    this._socket = socket;
    // The close that follows says all; some sockets end the process if nothing listens.
    socket.onerror = () => {};
    return new Promise((resolve, reject) => {
      const refuse = () => {
        clearTimeout(timer);
        this.close();
        reject(new Error('No socket'));
      };
      const timer = after(this._host.patience(), refuse);
      socket.onopen = () => {
        clearTimeout(timer);
        socket.onclose = () => this._host.lost(this);
        resolve();
      };
      socket.onclose = refuse;
      socket.onmessage = event => this._host.receive(JSON.parse(event.data));
    });
  }

  isClosing() {
    return this._socket.readyState > 1;
  }

  async send(messages) {
    if (this._socket.readyState !== 1) throw new Error('The socket is closed');
    this._socket.send(JSON.stringify(messages));
  }

  /** What still comes on it would come again on the next. */
  close() {
    this._socket.onopen = this._socket.onclose = this._socket.onmessage = null;
    this._socket.close();
  }
}
