'use strict';

// A client that shows a token, or none. Resolves with '' when it is let in, or with why it was not.
page.enter = function(url, disabled, token, asExtension) {
  this.client = new Faye.Client(url, token && !asExtension ? { retry: 0.2, token: () => token } : { retry: 0.2 });
  disabled.forEach(feature => this.client.disable(feature));
  const entered = new Promise(resolve => this.client.addExtension({
    outgoing: (message, pass) => {
      if (message.channel === '/meta/connect') this.type = message.connectionType;
      pass(token && asExtension ? { ...message, ext: { ...message.ext, auth: { token } } } : message);
    },
    incoming: (message, pass) => {
      if (message.channel === '/meta/handshake') setTimeout(() => resolve(message.error || ''));
      pass(message);
    }
  }));
  this.client.connect();
  return entered;
};

page.told = deferrable => new Promise(resolve => deferrable.then(
  () => resolve(''),
  error => resolve([error.code, error.params, error.message].join(':'))));

page.listen = channel => page.told(page.client.subscribe(channel, data => page.received.push(data)));

page.say = (channel, data) => page.told(page.client.publish(channel, data));
