import assert from 'node:assert/strict';
import { afterEach, beforeEach, it } from 'node:test';
import Faye from '../dist/client.mjs';
import { FakeClock } from './fake-clock.mjs';
import { FakeServer } from './fake-server.mjs';

/** A socket that never opens, or opens and then is lost, or says nothing. */
class BadSocket {
  static opened = 0;
  static behaviour = 'refused';

  constructor() {
    BadSocket.opened++;
    this.readyState = 1;
    setTimeout(() => (BadSocket.behaviour === 'refused' ? this.onclose() : this.onopen()));
  }

  send() {
    if (BadSocket.behaviour === 'lost') setTimeout(() => this.onclose && this.onclose());
  }

  close() {}
}

let client;
let clock;
let server;

beforeEach(() => {
  server = new FakeServer();
  clock = new FakeClock();
  BadSocket.opened = 0;
  globalThis.WebSocket = BadSocket;
  client = new Faye.Client('http://server.example/faye', { retry: 0.01 });
});

afterEach(() => {
  delete globalThis.WebSocket;
  clock.remove();
  return client.disconnect();
});

for (const behaviour of ['refused', 'lost', 'silent']) {
  it('a publish goes by polling where a socket is ' + behaviour, async () => {
    BadSocket.behaviour = behaviour;
    client.publish('/a', 1);
    await clock.passUntil(() => server.on('/a').length === 1);
    assert.equal(BadSocket.opened, 1);
  });
}

it('a type that is disabled is not tried', async () => {
  client.disable('websocket');
  client.publish('/a', 1);
  await clock.passUntil(() => server.on('/a').length === 1);
  assert.equal(BadSocket.opened, 0);
  assert.ok(!server.on('/meta/handshake')[0].supportedConnectionTypes.includes('websocket'));
});
