import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import Faye from '../dist/client.mjs';
import { FakeServer, until } from './fake-server.mjs';

let server;
let client;
let given;

beforeEach(() => {
  server = new FakeServer();
  given = 0;
});

afterEach(() => {
  Faye.logger = undefined;
  return client.disconnect();
});

const open = token => {
  client = new Faye.Client('http://server.example/faye', { retry: 0.01, token });
  return client.connect();
};
const next = () => 'token ' + ++given;
const tokens = channel => server.on(channel).map(({ ext }) => ext && ext.auth && ext.auth.token);
const askForToken = async () => {
  await until(() => server.held);
  const seen = server.on('/meta/connect').length;
  server.deliver([], { ext: { auth: { renew: true } } });
  await until(() => server.on('/meta/connect').length > seen);
};

describe('a token', () => {
  it('goes with the handshake, and with nothing else', async () => {
    await open(next);
    await client.publish('/a', 1);
    await until(() => server.held);
    assert.deepEqual(tokens('/meta/handshake'), ['token 1']);
    assert.deepEqual([...tokens('/meta/connect'), ...tokens('/a')].filter(Boolean), []);
  });

  it('may come later', async () => {
    await open(() => new Promise(resolve => setTimeout(() => resolve(next()), 5)));
    assert.deepEqual(tokens('/meta/handshake'), ['token 1']);
  });

  it('is another one when the server asks for it, once for each time, beside what is acknowledged', async () => {
    server.acknowledges = true;
    await open(next);
    await askForToken();
    const [connect] = server.on('/meta/connect').slice(-1);
    assert.deepEqual(connect.ext, { ack: 0, auth: { token: 'token 2' } });
    await until(() => server.held);
    server.deliver([]);
    await until(() => server.held);
    assert.equal(given, 2);
    assert.equal(tokens('/meta/connect').filter(Boolean).length, 1);
  });

  it('that the page cannot give leaves the session as it is', async () => {
    await open(() => {
      if (given > 0) throw new Error('not logged in');
      return next();
    });
    await askForToken();
    await until(() => server.held);
    assert.equal(server.sessions, 1);
    assert.equal(given, 1);
  });

  it('that the page cannot give at first is asked for again', async () => {
    let tries = 0;
    await open(() => {
      if (++tries < 3) throw new Error('not yet');
      return next();
    });
    assert.equal(tries, 3);
    assert.deepEqual(tokens('/meta/handshake'), ['token 1']);
  });

  it('is another one after its session has ended', async () => {
    await open(next);
    await until(() => server.held);
    server.deliver([], { successful: false, clientId: undefined,
      error: '401:session1:Authentication expired', advice: { reconnect: 'handshake' } });
    await until(() => server.sessions === 2);
    assert.deepEqual(tokens('/meta/handshake'), ['token 1', 'token 2']);
  });

  it('is not logged', async () => {
    const lines = [];
    Faye.logger = line => lines.push(line);
    await open(next);
    await askForToken();
    assert.ok(lines.some(line => line.includes('/meta/handshake')));
    assert.deepEqual(lines.filter(line => line.includes('token ')), []);
  });

  it('that comes after the client was disconnected is not used', async () => {
    let give;
    open(() => new Promise(resolve => { give = resolve; })).errback(() => {});
    await until(() => give);
    await client.disconnect();
    give(next());
    await new Promise(resolve => setImmediate(resolve));
    assert.equal(server.requests.length, 0);
  });
});
