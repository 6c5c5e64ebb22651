// Makes remote calls with CometD's client, one after another, and prints each response as a line of JSON.
// Arguments: the server's URL, the transport, and then pairs of a target and the data in JSON.

import { adapt } from 'cometd-nodejs-client';
import { CometD } from 'cometd';

adapt();

const TIMEOUT = 15000;
const [url, transport, ...calls] = process.argv.slice(2);

const client = new CometD();
for (const other of client.getTransportTypes()) {
  if (other !== transport) client.unregisterTransport(other);
}
client.configure({ url, logLevel: 'warn' });

function handshake() {
  return new Promise((resolve, reject) => client.handshake((reply) => reply.successful ? resolve() : reject(reply)));
}

function call(target, data) {
  const timeout = target === 'nobody' ? 500 : TIMEOUT;
  return new Promise((resolve) => client.remoteCall(target, data, timeout, resolve));
}

await handshake();
for (let i = 0; i < calls.length; i += 2) {
  const { successful, data, error } = await call(calls[i], JSON.parse(calls[i + 1]));
  console.log(JSON.stringify({ successful, data, error }));
}
await new Promise((resolve) => client.disconnect(resolve));
process.exit(0);
