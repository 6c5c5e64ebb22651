import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import Faye from '../dist/client.mjs';
import { FakeServer, until } from './fake-server.mjs';

const SERVER = 'http://server.example/faye';

let server;
let client;
let streams;

beforeEach(() => {
  server = new FakeServer();
  streams = [];
  globalThis.EventSource = class {
    constructor(url) {
      streams.push(url);
      setTimeout(() => this.onopen && this.onopen());
    }

    close() {}
  };
});

afterEach(async () => {
  await client.disconnect();
  delete globalThis.EventSource;
  delete globalThis.location;
});

/** Connects from a page; the server offers all types. */
const connectFrom = async (page, url, options) => {
  if (page) globalThis.location = { href: page, origin: page.startsWith('file:') ? 'null' : new URL(page).origin };
  server.intercept = async messages => {
    server.intercept = () => undefined;
    const [reply] = await server._reply(messages[0]);
    return [{ ...reply, supportedConnectionTypes: ['long-polling', 'cross-origin-long-polling', 'eventsource'] }];
  };
  client = new Faye.Client(url, { retry: 0.01, ...options });
  await client.connect();
};
const typesOf = channel => server.on(channel)
  .flatMap(({ connectionType, supportedConnectionTypes }) => connectionType || supportedConnectionTypes);

describe('a stream', () => {
  for (const page of ['http://server.example/a', 'http://server.example:80/']) {
    it('is opened on a page of the same origin, ' + page, async () => {
      await connectFrom(page, SERVER);
      assert.deepEqual(streams, ['http://server.example/faye/session1']);
      assert.ok(typesOf('/meta/handshake').includes('eventsource'));
    });
  }

  for (const page of [
    'https://server.example/', 'http://server.example:8080/', 'http://www.server.example/', 'file:///tmp/page.html'
  ]) {
    it('is neither opened nor announced on a page of another origin, ' + page, async () => {
      await connectFrom(page, SERVER);
      await client.publish('/a', 1);
      assert.deepEqual(streams, []);
      assert.ok(!typesOf('/meta/handshake').includes('eventsource'));
      assert.deepEqual(new Set(typesOf('/meta/connect')), new Set(['cross-origin-long-polling']));
    });
  }

  it('is not opened at an endpoint of another origin', async () => {
    const endpoints = { eventsource: 'http://other.example/faye' };
    await connectFrom('http://server.example/', SERVER, { endpoints });
    assert.deepEqual(streams, []);
    assert.ok(typesOf('/meta/connect').includes('long-polling'));
  });

  it('is opened at an endpoint of the same origin, though requests go elsewhere', async () => {
    const endpoints = { eventsource: 'http://server.example/faye' };
    await connectFrom('http://server.example/', 'http://other.example/faye', { endpoints });
    assert.deepEqual(streams, ['http://server.example/faye/session1']);
  });
});

describe('a path without an origin', () => {
  it('is that of the page', async () => {
    await connectFrom('http://server.example/a/b', '/faye');
    await until(() => streams.length === 1);
    assert.deepEqual(streams, ['http://server.example/faye/session1']);
  });

  it('is refused where there is no page', async () => {
    client = new Faye.Client('/faye');
    assert.throws(() => client.connect(), /Invalid URL '\/faye'; outside of a page it must be absolute/);
    await assert.rejects(client.publish('/a', 1).then(), /Invalid URL/);
    await assert.rejects(client.subscribe('/a').then(), /Invalid URL/);
    assert.equal(server.requests.length, 0);
  });
});
