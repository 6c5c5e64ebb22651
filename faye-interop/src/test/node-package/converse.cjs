'use strict';

// What a program does with the package. It prints what came of it, and ends because nothing is left to do.
module.exports = (Faye, { Client, VERSION }) => {
  const [, , url, channel] = process.argv;
  const client = new Faye.Client(url, { retry: 0.2 });
  const types = new Set();
  client.addExtension({
    outgoing: (message, pass) => {
      if (message.channel === '/meta/connect') types.add(message.connectionType);
      pass(message);
    }
  });
  client.subscribe(channel, async data => {
    await client.disconnect();
    const named = Client === Faye.Client && VERSION === Faye.VERSION;
    console.log(JSON.stringify({ received: data, types: [...types], version: VERSION, named }));
  }).then(() => client.publish(channel, 'Hello'));
};
