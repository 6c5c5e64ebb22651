'use strict';

// Clients that have one token after another, each without some transports.
page.handshakes = 0;

page.listenAll = (channel, url, tokens, ways) => Promise.all(ways.map(disabled => {
  const left = [...tokens];
  const client = new Faye.Client(url, { token: () => (left.length > 1 ? left.shift() : left[0]) });
  disabled.forEach(feature => client.disable(feature));
  client.addExtension({
    outgoing: (message, pass) => {
      if (message.channel === '/meta/handshake') page.handshakes++;
      pass(message);
    }
  });
  return page.settle(client.subscribe(channel, data => page.received.push(data)));
}));
