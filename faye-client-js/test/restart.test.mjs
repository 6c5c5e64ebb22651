import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import Faye from '../dist/client.mjs';
import { FakeClock } from './fake-clock.mjs';

const CLIENTS = 100;
const RETRY = 1;
const random = Math.random;

/** A server with many sessions, all of which a restart ends. */
class RestartingServer {
  constructor() {
    this._sessions = new Set();
    this._held = new Set();
    this.handshakes = [];
    this.refused = [];
    this.answers = true;
    globalThis.fetch = (url, { body, signal }) => {
      if (!this.answers) throw new TypeError('refused');
      return new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(new TypeError('aborted')));
        this._answer(JSON.parse(body)[0], reject)
          .then(reply => resolve({ ok: true, json: async () => [reply] }));
      });
    };
  }

  async _answer({ id, channel, clientId, advice }, cut) {
    if (channel === '/meta/handshake') return this._shakeHands(id, channel);
    if (!this._sessions.has(clientId)) return this._refuse(id, channel, clientId);
    if (channel === '/meta/connect' && !advice) {
      await new Promise(() => this._held.add(cut));
    }
    return { id, channel, clientId, successful: true };
  }

  _shakeHands(id, channel) {
    this.handshakes.push(clock.seconds);
    const clientId = 'session' + this.handshakes.length;
    this._sessions.add(clientId);
    return { id, channel, clientId, successful: true, supportedConnectionTypes: ['long-polling'],
      advice: { reconnect: 'retry', interval: 0, timeout: 600000 } };
  }

  _refuse(id, channel, clientId) {
    this.refused.push(clock.seconds);
    const error = '401:' + clientId + ':Unknown client';
    return { id, channel, successful: false, error, advice: { reconnect: 'handshake' } };
  }

  stop() {
    this.answers = false;
    this._sessions.clear();
    this._held.forEach(cut => cut(new TypeError('cut')));
    this._held.clear();
  }
}

let clock;
let server;
let clients;
let back;

beforeEach(async () => {
  let seed = 1;
  Math.random = () => (seed = seed * 48271 % 2147483647) / 2147483647;
  clock = new FakeClock();
  server = new RestartingServer();
  clients = Array.from({ length: CLIENTS }, () => new Faye.Client('http://server.example/faye', { retry: RETRY }));
  clients.forEach(client => client.connect());
  await clock.pass(1);
  back = [];
  clients.forEach(client => client.on('transport:up', () => back.push(clock.seconds)));
});

afterEach(async () => {
  clients.forEach(client => client.disconnect());
  await clock.pass(1);
  clock.remove();
  Math.random = random;
});

/** Seconds from the start of the server to the return of each client. */
const restart = async outage => {
  server.stop();
  await clock.pass(outage);
  server.answers = true;
  const begin = clock.seconds;
  await clock.passUntil(() => back.length === CLIENTS);
  return back.map(time => time - begin);
};

describe('after a restart of the server', () => {
  for (const outage of [0.5, 1, 2, 3, 4, 5, 6, 7, 8]) {
    it('that takes ' + outage + ' x retry half of the clients are back within 2 x retry', async () => {
      const waits = await restart(outage * RETRY);
      const soon = waits.filter(wait => wait <= 2 * RETRY).length;
      assert.ok(soon >= CLIENTS / 2, soon + ' of ' + CLIENTS);
    });
  }

  it('no client waits longer than thirty seconds, however long the restart takes', async () => {
    const waits = await restart(3600);
    assert.ok(Math.max(...waits) <= 30, Math.max(...waits) + ' s');
    assert.ok(Math.max(...waits) - Math.min(...waits) > 15, 'they come back apart');
  });

  it('a client does not wait once more when it learns that its session has ended', async () => {
    await restart(60);
    assert.equal(server.refused.length, CLIENTS);
    assert.deepEqual(server.handshakes.slice(CLIENTS), server.refused);
  });
});
