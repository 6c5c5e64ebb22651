'use strict';

// What the tests do with the client of a page. Functions of it resolve with '' or with why it failed.
window.page = {
  type: '',
  session: '',
  connects: 0,
  timesDown: 0,
  received: [],

  open(url, disabled, options) {
    this.client = new Faye.Client(url, { retry: 0.2, ...options });
    disabled.forEach(feature => this.client.disable(feature));
    this.client.on('transport:down', () => this.timesDown++);
    const connected = new Promise(resolve => this.client.addExtension({
      outgoing: (message, pass) => {
        if (message.channel === '/meta/connect') {
          this.type = message.connectionType;
          this.connects++;
        }
        pass(message);
      },
      incoming: (message, pass) => {
        if (message.channel === '/meta/handshake') this.session = message.clientId;
        if (message.channel === '/meta/handshake' || message.channel === '/meta/connect') setTimeout(() => resolve(''));
        if (message.channel === '/meta/unsubscribe' && message.successful) this.unsubscribed();
        pass(message);
      }
    }));
    this.client.connect();
    return connected;
  },

  settle(deferrable) {
    return new Promise(resolve => deferrable.then(() => resolve(''), error => resolve(String(error.message))));
  },

  subscribe(channel) {
    return this.settle(this.client.subscribe(channel, data => this.received.push(data)));
  },

  // The clients do not tell when the server has done it.
  unsubscribe(channel) {
    return new Promise(resolve => {
      this.unsubscribed = () => resolve('');
      this.client.unsubscribe(channel);
    });
  },

  disconnect() {
    return this.settle(this.client.disconnect());
  },

  publish(channel, data, options) {
    return this.settle(this.client.publish(channel, data, options));
  },

  // A client may begin with polling before it has found what it prefers.
  async typeAfter(expected, patience) {
    const end = Date.now() + patience;
    while (this.type !== expected && Date.now() < end) await new Promise(next => setTimeout(next, 10));
    return this.type;
  },

  async connectsAfter(expected, patience) {
    const end = Date.now() + patience;
    while (this.connects < expected && Date.now() < end) await new Promise(next => setTimeout(next, 10));
    return this.connects;
  },

  // A little longer than until the last is there: one that comes twice should be seen.
  async receive(count, patience) {
    const end = Date.now() + patience;
    while (this.received.length < count && Date.now() < end) await new Promise(next => setTimeout(next, 10));
    await new Promise(next => setTimeout(next, 50));
    return this.received;
  },

  async receiveLast(expected, patience) {
    const end = Date.now() + patience;
    while (this.received.at(-1) !== expected && Date.now() < end) await new Promise(next => setTimeout(next, 10));
    return this.received.at(-1);
  },

  async close() {
    await Promise.race([this.client.disconnect(), new Promise(next => setTimeout(next, 1000))]);
    return '';
  }
};
