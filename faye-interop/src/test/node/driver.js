'use strict';

// Drives Faye clients: commands come as JSON lines on stdin, events leave as JSON lines on stdout.
// A command {"call":1,"op":"subscribe","client":"a",...} is answered by {"call":1,"error":""}; what clients
// receive comes as {"client":"a","channel":"/x","data":...}.

const readline = require('readline');
const faye = require('faye');

const clients = new Map();
const subscriptions = new Map();

function tell(event) {
  process.stdout.write(JSON.stringify(event) + '\n');
}

// A Faye client shakes hands by long-polling, whatever it uses then: it is open when it connects as it was told to.
function open(command) {
  const client = new faye.Client(command.url, { retry: command.retry || 0.2 });
  if (command.transport !== 'websocket') client.disable('websocket');
  clients.set(command.client, client);
  if (Object.keys(command.ext || {}).length) {
    client.addExtension({
      outgoing: (message, pass) => pass({ ...message, ext: { ...message.ext, ...command.ext } })
    });
  }
  client.addExtension({ incoming: (message, pass) => { observe(command.client, message); pass(message); } });
  const connected = new Promise((resolve) => client.addExtension({
    outgoing: (message, pass) => {
      if (message.connectionType === command.transport) resolve();
      pass(message);
    }
  }));
  const refused = command.token === undefined ? new Promise(() => {}) : present(client, command.token);
  client.connect();
  return Promise.race([connected, refused]);
}

// Sends a token with every message, as many applications do; fails when the server does not let it in.
function present(client, token) {
  return new Promise((resolve, reject) => client.addExtension({
    outgoing: (message, pass) => pass(token ? { ...message, ext: { ...message.ext, auth: { token } } } : message),
    incoming: (message, pass) => {
      if (message.channel === '/meta/handshake' && !message.successful) {
        const [code, params, text] = message.error.split(':');
        reject({ code, params, message: text });
      }
      pass(message);
    }
  }));
}

// The client has no callback for these, so the replies are watched on their way in.
const watched = new Map();

function observe(name, message) {
  if (message.channel !== '/meta/unsubscribe') return;
  const key = name + ' ' + message.subscription;
  const settle = watched.get(key);
  watched.delete(key);
  if (settle) settle(message);
}

function subscribe(command) {
  const key = command.client + ' ' + command.channel;
  const subscription = clients.get(command.client).subscribe(command.channel)
    .withChannel((channel, data) => tell({ client: command.client, channel, data }));
  subscriptions.set(key, subscription);
  return subscription;
}

function unsubscribe(command) {
  const key = command.client + ' ' + command.channel;
  const replied = new Promise((resolve) => watched.set(key, resolve));
  subscriptions.get(key).cancel();
  return replied;
}

function publish(command) {
  return clients.get(command.client).publish(command.channel, command.data);
}

function disconnect(command) {
  return clients.get(command.client).disconnect() || Promise.resolve();
}

// The server may be gone by now, so nobody waits for its reply.
function close(command) {
  clients.get(command.client).disconnect();
  return Promise.resolve();
}

const operations = { open, subscribe, unsubscribe, publish, disconnect, close };

readline.createInterface({ input: process.stdin })
  .on('line', (line) => {
    const command = JSON.parse(line);
    operations[command.op](command).then(
      () => tell({ call: command.call, error: '' }),
      (error) => tell({ call: command.call, error: [error.code, error.params, error.message].join(':') }));
  })
  .on('close', () => process.exit(0));
