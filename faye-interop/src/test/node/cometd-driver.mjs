// Drives CometD's JavaScript client by the commands and events of driver.js.

import readline from 'node:readline';
import { CometD } from 'cometd';
import { adapt } from 'cometd-nodejs-client';

adapt();

const clients = new Map();
const subscriptions = new Map();

function tell(event) {
  process.stdout.write(JSON.stringify(event) + '\n');
}

// A call of the client that calls back with the server's reply.
function replied(call) {
  return new Promise((resolve, reject) => call((reply) => {
    if (reply.successful) resolve();
    else reject(new Error(reply.error || JSON.stringify(reply.failure)));
  }));
}

function open(command) {
  const client = new CometD(command.client);
  client.getTransportTypes()
    .filter((type) => type !== command.transport)
    .forEach((type) => client.unregisterTransport(type));
  client.configure({ url: command.url, logLevel: 'warn', backoffIncrement: 100 });
  clients.set(command.client, client);
  client.addListener('/meta/handshake', (reply) => reply.successful && subscribeAgain(command.client));
  return replied((callback) => client.handshake(callback));
}

// CometD leaves that to the application.
function subscribeAgain(name) {
  for (const [key, subscription] of [...subscriptions]) {
    if (key.startsWith(name + ' ')) subscriptions.set(key, clients.get(name).resubscribe(subscription));
  }
}

// Those who listen to a wildcard get replies of the server as well.
function subscribe(command) {
  const { client, channel } = command;
  const hear = (message) => {
    if (message.data !== undefined) tell({ client, channel: message.channel, data: message.data });
  };
  return replied((callback) => subscriptions.set(
    client + ' ' + channel, clients.get(client).subscribe(channel, hear, {}, callback)));
}

function unsubscribe({ client, channel }) {
  const key = client + ' ' + channel;
  const subscription = subscriptions.get(key);
  subscriptions.delete(key);
  return replied((callback) => clients.get(client).unsubscribe(subscription, {}, callback));
}

function publish({ client, channel, data }) {
  return replied((callback) => clients.get(client).publish(channel, data, {}, callback));
}

function disconnect({ client }) {
  return replied((callback) => clients.get(client).disconnect(callback));
}

// The server may be gone by now, so nobody waits for its reply.
function close({ client }) {
  clients.get(client).disconnect();
  return Promise.resolve();
}

const operations = { open, subscribe, unsubscribe, publish, disconnect, close };

readline.createInterface({ input: process.stdin })
  .on('line', (line) => {
    const command = JSON.parse(line);
    Promise.resolve()
      .then(() => operations[command.op](command))
      .then(
        () => tell({ call: command.call, error: '' }),
        (error) => tell({ call: command.call, error: error.message }));
  })
  .on('close', () => process.exit(0));
