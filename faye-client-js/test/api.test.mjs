import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import Faye from '../dist/client.mjs';
import { FakeServer, until } from './fake-server.mjs';

let server;
let client;

beforeEach(() => {
  server = new FakeServer();
  client = new Faye.Client('http://server.example/faye', { retry: 0.01 });
});

afterEach(() => client.disconnect());

const refuse = (channel, error) => {
  server.intercept = ([message]) =>
    (message.channel === channel ? [{ id: message.id, channel, successful: false, error }] : undefined);
};

describe('callbacks', () => {
  it('are called in their context when something succeeds', async () => {
    const context = {};
    const called = await Promise.all([
      new Promise(resolve => client.connect(function() { resolve(this); }, context)),
      new Promise(resolve => client.subscribe('/a').callback(function() { resolve(this); }, context)),
      new Promise(resolve => client.publish('/a', 1).callback(function() { resolve(this); }, context))
    ]);
    assert.ok(called.every(one => one === context));
  });

  it('for errors are called in their context, with what the server said', async () => {
    refuse('/a', '403:/a:Not here');
    const context = {};
    const [error, that] = await new Promise(resolve =>
      client.publish('/a', 1).errback(function(problem) { resolve([problem, this]); }, context));
    assert.equal(that, context);
    assert.ok(error instanceof Faye.Error);
    assert.equal(String(error), '403:/a:Not here');
  });

  it('for success are not called when something fails', async () => {
    refuse('/a', '403:/a:Not here');
    let called = false;
    const publication = client.publish('/a', 1).callback(() => { called = true; });
    await publication.catch(() => {});
    assert.equal(called, false);
  });
});

describe('connect', () => {
  it('succeeds at once when the client is connected', async () => {
    assert.equal(client.getState(), 'UNCONNECTED');
    const connected = client.connect();
    assert.equal(client.getState(), 'CONNECTING');
    await connected;
    await client.connect();
    assert.equal(client.getState(), 'CONNECTED');
    assert.equal(server.sessions, 1);
  });
});

describe('unsubscribe', () => {
  it('ends all subscriptions of a channel', async () => {
    const heard = [];
    await Promise.all([1, 2].map(() => client.subscribe('/a', data => heard.push(data))));
    await client.subscribe('/b', data => heard.push(data));
    client.unsubscribe('/a');
    await until(() => server.on('/meta/unsubscribe').length === 1 && server.held);
    server.deliver([{ channel: '/a', data: 1 }, { channel: '/b', data: 2 }]);
    await until(() => heard.length > 0);
    assert.deepEqual(heard, [2]);
  });

  it('is what cancelling a subscription of several channels does with each', async () => {
    const subscription = client.subscribe(['/a', '/b'], () => {});
    await subscription;
    subscription.cancel();
    await until(() => server.on('/meta/unsubscribe').length === 2);
    assert.deepEqual(server.on('/meta/unsubscribe').map(message => message.subscription), ['/a', '/b']);
  });
});

describe('a listener', () => {
  it('hears no more once it is taken off', async () => {
    const told = [];
    const taken = () => told.push('taken off');
    client.on('transport:up', taken).on('transport:up', () => told.push('up'));
    client.off('transport:up', taken);
    await client.connect();
    assert.deepEqual(told, ['up']);
  });
});

describe('an extension', () => {
  it('is told when it is added and removed', () => {
    const told = [];
    const extension = { added: owner => told.push(owner), removed: owner => told.push(owner) };
    client.addExtension(extension);
    client.removeExtension(extension);
    assert.deepEqual(told, [client, client]);
  });

  it('may drop a message that comes in', async () => {
    const heard = [];
    client.addExtension({ incoming: (message, pass) => pass(message.data === 1 ? null : message) });
    await client.subscribe('/a', data => heard.push(data));
    await until(() => server.held);
    server.deliver([{ channel: '/a', data: 1 }, { channel: '/a', data: 2 }]);
    await until(() => heard.length > 0);
    assert.deepEqual(heard, [2]);
  });

  it('may take its time with what comes in', async () => {
    const heard = [];
    client.addExtension({ incoming: (message, pass) => setTimeout(() => pass(message), 5) });
    await client.subscribe('/a', data => heard.push(data));
    await until(() => server.held);
    server.deliver([{ channel: '/a', data: 1 }, { channel: '/a', data: 2 }]);
    await until(() => heard.length === 2);
    assert.deepEqual(heard, [1, 2]);
  });

  it('runs after those that were added before', async () => {
    const append = letter => ({
      outgoing: (message, pass) => pass({ ...message, seen: (message.seen || '') + letter })
    });
    ['a', 'b', 'c'].forEach(letter => client.addExtension(append(letter)));
    await client.publish('/a', 1);
    assert.equal(server.on('/a')[0].seen, 'abc');
  });
});

describe('a logger', () => {
  afterEach(() => { delete Faye.logger; });

  it('that is a function gets lines', async () => {
    const lines = [];
    Faye.logger = line => lines.push(line);
    await client.publish('/a', { text: 'Hello' });
    assert.ok(lines.some(line => line.includes('sends [{"channel":"/a"')), lines.join('\n'));
    assert.ok(lines.some(line => line.includes('received {"id"')), lines.join('\n'));
  });

  it('that is an object gets them by level', async () => {
    const levels = new Set();
    const level = name => () => levels.add(name);
    Faye.logger = { debug: level('debug'), info: level('info'), warn: level('warn') };
    await client.connect();
    await until(() => server.held);
    server.cut();
    await until(() => levels.has('warn'));
    assert.deepEqual([...levels].sort(), ['debug', 'info', 'warn']);
  });
});
