// Many clients of one kind in one process, that subscribe to one channel and keep the numbers that they receive.
//
//   node fleet.mjs KIND TRANSPORT COUNT URL CHANNEL [SCRIPT]
//
// KIND is ours (SCRIPT is the file of our client), cometd or faye; the first two with ack. Says {"ready":true} when all are
// subscribed and connected, {"least":n} to a line "least": how many numbers each has at least, and to a line "report" what
// each client saw, and when the process opened connections.

import net from 'node:net';
import readline from 'node:readline';
import { pathToFileURL } from 'node:url';

const [kind, transport, count, url, channel, script] = process.argv.slice(2);

const opened = [];
const connect = net.Socket.prototype.connect;
net.Socket.prototype.connect = function (...options) {
  opened.push(Date.now());
  return connect.apply(this, options);
};

// Who is asked to connect again waits that long, and a lost reply is waited for, so that the pause between two numbers shows both.
class Log {
  numbers = [];
  distinct = new Set();
  handshakes = 0;
  silence = 0;
  last = 0;

  add(number) {
    const now = Date.now();
    if (this.last) this.silence = Math.max(this.silence, now - this.last);
    this.last = now;
    this.numbers.push(number);
    this.distinct.add(number);
  }
}

// The API of Faye, which our client has too. It shakes hands by polling, whatever it uses then.
function open(Faye, options) {
  const log = new Log();
  const client = new Faye.Client(url, options);
  if (transport === 'long-polling') client.disable('websocket');
  client.addExtension({
    incoming(message, pass) {
      if (message.channel === '/meta/handshake' && message.successful) log.handshakes++;
      pass(message);
    }
  });
  const connected = new Promise(resolve => client.addExtension({
    incoming(message, pass) {
      if (message.channel === '/meta/connect' && message.successful) resolve();
      pass(message);
    }
  }));
  const subscribed = client.subscribe(channel, number => log.add(number));
  return { log, ready: Promise.all([subscribed, connected]) };
}

async function ours() {
  const { default: WebSocket } = await import('ws');
  globalThis.WebSocket = globalThis.WebSocket || WebSocket;
  const { default: Faye } = await import(pathToFileURL(script).href);
  return () => open(Faye, {});
}

async function faye() {
  const { default: Faye } = await import('faye');
  return () => open(Faye, {});
}

async function cometd() {
  const { CometD } = await import('cometd');
  const { AckExtension } = await import('cometd/AckExtension.js');
  const { adapt } = await import('cometd-nodejs-client');
  adapt();
  return () => {
    const log = new Log();
    const client = new CometD();
    client.getTransportTypes().filter(type => type !== transport).forEach(type => client.unregisterTransport(type));
    client.registerExtension('ack', new AckExtension());
    // Machines that run tests stall for seconds.
    client.configure({ url, logLevel: 'error', maxNetworkDelay: 60000 });
    // After a new handshake, which the test reports, an application of CometD subscribes again.
    client.addListener('/meta/handshake', reply => {
      if (!reply.successful) return;
      log.handshakes++;
      if (log.handshakes > 1) client.subscribe(channel, message => log.add(message.data));
    });
    const connected = new Promise(resolve => client.addListener('/meta/connect', reply => reply.successful && resolve()));
    const subscribed = new Promise((resolve, reject) => client.handshake(reply => {
      if (!reply.successful) return reject(new Error(JSON.stringify(reply)));
      client.subscribe(channel, message => log.add(message.data), {}, answer => (answer.successful ? resolve() : reject(answer)));
    }));
    return { log, ready: Promise.all([subscribed, connected]) };
  };
}

function say(what) {
  process.stdout.write(JSON.stringify(what) + '\n');
}

const make = await { ours, cometd, faye }[kind]();
const clients = [];
for (let i = 0; i < Number(count); i++) {
  clients.push(make());
  // Some at a time: a machine has to serve them besides.
  if (i % 10 === 9) await Promise.all(clients.map(({ ready }) => ready));
}
await Promise.all(clients.map(({ ready }) => ready));
say({ ready: true });

readline.createInterface({ input: process.stdin })
  .on('line', line => {
    if (line === 'least') {
      say({ least: Math.min(...clients.map(({ log }) => log.distinct.size)) });
    } else {
      say({
        opened,
        clients: clients.map(({ log: { numbers, handshakes, silence } }) => ({ numbers, handshakes, silence }))
      });
    }
  })
  .on('close', () => process.exit(0));
