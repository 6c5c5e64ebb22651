import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import Faye from '../dist/client.mjs';
import { FakeServer, until } from './fake-server.mjs';

const URL_OF_SERVER = 'http://server.example/faye';

let server;
let client;

beforeEach(() => {
  server = new FakeServer();
  client = new Faye.Client(URL_OF_SERVER, { retry: 0.01 });
});

afterEach(() => client.disconnect());

const failure = promise => promise.then(() => assert.fail('it should fail'), error => error);

describe('a subscription', () => {
  it('hears the data, and the channel if asked, in its context', async () => {
    const heard = [];
    const context = { heard };
    const subscription = client.subscribe('/a/*', function (data) { this.heard.push(data); }, context)
      .withChannel((channel, data) => heard.push(channel + '=' + data));
    assert.equal(await subscription, undefined);
    await until(() => server.held);
    server.deliver([{ channel: '/a/b', data: 1, id: '1' }, { channel: '/b', data: 2 }]);
    await until(() => heard.length === 2);
    assert.deepEqual(heard, [1, '/a/b=1']);
  });

  it('of several channels hears each message once', async () => {
    const heard = [];
    await client.subscribe(['/a/**', '/a/b'], data => heard.push(data));
    await until(() => server.held);
    server.deliver([{ channel: '/a/b', data: 1 }, { channel: '/a/b/c', data: 2 }, { channel: '/a', data: 3 }]);
    await until(() => heard.length === 2);
    assert.deepEqual(heard, [1, 2]);
  });

  it('shares its channel at the server with others until the last is cancelled', async () => {
    const first = client.subscribe('/a', () => {});
    const second = client.subscribe('/a', () => {});
    await Promise.all([first, second]);
    assert.equal(server.on('/meta/subscribe').length, 1);
    first.cancel();
    await client.publish('/x', 1);
    assert.equal(server.on('/meta/unsubscribe').length, 0);
    second.cancel();
    await until(() => server.on('/meta/unsubscribe').length === 1);
  });

  it('that is refused tells code, parameters and message', async () => {
    server.intercept = ([message]) => message.channel === '/meta/subscribe'
      ? [{ id: message.id, channel: message.channel, successful: false, error: '403:/a:b:Forbidden channel' }] : undefined;
    const refused = new Promise(resolve => client.subscribe('/meta/x', () => {}).errback(resolve));
    const { code, params, message } = await refused;
    assert.deepEqual([code, params, message], [403, ['/a:b'], 'Forbidden channel']);
  });

  it('that an extension of the server refuses with 401 is not tried again', async () => {
    server.intercept = ([message]) => message.channel === '/meta/subscribe'
      ? [{ id: message.id, channel: message.channel, successful: false, error: '401::Not for you' }] : undefined;
    assert.equal((await failure(client.subscribe('/a', () => {}))).code, 401);
    assert.equal(server.sessions, 1);
  });

  it('is made again, ahead of what waits, when the session is gone', async () => {
    await client.subscribe('/a', () => {});
    await until(() => server.held);
    const gone = { id: server.held.reply.id, successful: false, clientId: undefined,
      error: '401:session1:Unknown client', advice: { reconnect: 'handshake' } };
    server.deliver([], gone);
    await client.publish('/b', 1);
    assert.deepEqual(server.on('/meta/subscribe').map(message => message.clientId), ['session1', 'session2']);
    const order = server.requests.map(message => message.channel);
    assert.ok(order.lastIndexOf('/meta/subscribe') < order.lastIndexOf('/b'));
  });
});

describe('a publish', () => {
  const losing = times => {
    let left = times;
    server.intercept = ([message]) => {
      if (message.channel === '/a' && left-- > 0) throw new TypeError('no answer');
    };
  };

  it('without an answer fails, says so, and is not repeated', async () => {
    losing(1);
    assert.match((await failure(client.publish('/a', 1))).message, /no answer/);
    assert.equal(server.on('/a').length, 1);
  });

  it('is repeated as often as it may', async () => {
    losing(2);
    await client.publish('/a', 1, { attempts: 3 });
    assert.equal(new Set(server.on('/a').map(message => message.id)).size, 1);
    losing(9);
    await failure(client.publish('/a', 2, { attempts: 2 }));
    assert.equal(server.on('/a').length, 3 + 2);
  });

  it('is repeated until its deadline', async () => {
    losing(Infinity);
    await failure(client.publish('/a', 1, { deadline: 0.1 }));
    assert.ok(server.on('/a').length > 1);
  });

  it('that cannot be sent fails at its deadline', async () => {
    server.intercept = () => { throw new TypeError('no network'); };
    assert.match((await failure(client.publish('/a', 1, { deadline: 0.05 }))).message, /not sent in time/);
    assert.equal(server.on('/a').length, 0);
  });

  it('keeps its place among others', async () => {
    await Promise.all([1, 2, 3].map(data => client.publish('/a', data)));
    assert.deepEqual(server.on('/a').map(message => message.data), [1, 2, 3]);
  });

  /** From now on the server knows none but so many sessions, whatever it is asked; it lets connects wait. */
  const forgetting = sessions => {
    const known = message => !message.clientId || Number(message.clientId.slice('session'.length)) > sessions;
    const refusal = ({ id, channel, clientId }) => [{ id, channel, clientId, successful: false,
      error: '401:' + clientId + ':Unknown client', advice: { reconnect: 'handshake' } }];
    server.intercept = messages => (messages.every(known) || messages[0].channel === '/meta/connect'
      ? undefined : messages.flatMap(refusal));
  };

  it('that is refused because its session is gone is sent again in the next, in its place', async () => {
    await client.connect();
    forgetting(1);
    const refuse = server.intercept;
    let answer;
    server.intercept = async messages => {
      if (server.on('/a').length === 2 && !answer) await new Promise(next => { answer = next; });
      return refuse(messages);
    };
    const all = [1, 2].map(data => client.publish('/a', data));
    await until(() => answer);
    all.push(client.publish('/a', 3));
    await new Promise(next => setTimeout(next));
    answer();
    await Promise.all(all);
    assert.deepEqual(server.on('/a').map(({ data, clientId }) => data + ' ' + clientId),
      ['1 session1', '2 session1', '1 session2', '2 session2', '3 session2']);
  });

  it('that is refused so once more is not sent a third time', async () => {
    await client.connect();
    forgetting(2);
    const { code, params, message } = await failure(client.publish('/a', 1, { attempts: 5 }));
    assert.deepEqual([code, params, message], [401, ['session2'], 'Unknown client']);
    assert.equal(server.on('/a').length, 2);
  });

  it('that is refused so after its deadline is not sent again', async () => {
    await client.connect();
    forgetting(1);
    const refuse = server.intercept;
    server.intercept = async messages => {
      if (messages[0].channel === '/a') await new Promise(next => setTimeout(next, 60));
      return refuse(messages);
    };
    assert.equal((await failure(client.publish('/a', 1, { deadline: 0.03 }))).code, 401);
    await until(() => server.sessions === 2);
    await client.publish('/b', 1);
    assert.equal(server.on('/a').length, 1);
  });

  it('that others refuse with 401 is not sent again', async () => {
    server.intercept = ([{ id, channel }]) =>
      (channel === '/a' ? [{ id, channel, successful: false, error: '401::Authentication required' }] : undefined);
    assert.equal((await failure(client.publish('/a', 1))).code, 401);
    await client.publish('/b', 1);
    assert.equal(server.on('/a').length, 1);
    assert.equal(server.sessions, 1);
  });

  it('travels in requests that are not too large', async () => {
    const sizes = [];
    server.intercept = messages => { sizes.push(JSON.stringify(messages).length); };
    await Promise.all(Array.from({ length: 30 }, () => client.publish('/a', 'x'.repeat(50000))));
    assert.equal(server.on('/a').length, 30);
    assert.ok(Math.max(...sizes) < 250000);
  });

  it('after a disconnect fails', async () => {
    await client.publish('/a', 1);
    await client.disconnect();
    assert.equal(client.getState(), 'DISCONNECTED');
    assert.match((await failure(client.publish('/a', 2))).message, /disconnected/);
  });

  it('asks a scheduler of the application', async () => {
    const seen = [];
    class Twice extends Faye.Scheduler {
      isDeliverable() { return this.attempts < 2; }
      fail() { seen.push('fail'); }
      abort() { seen.push('abort'); }
    }
    client = new Faye.Client(URL_OF_SERVER, { retry: 0.01, scheduler: Twice });
    losing(9);
    await failure(client.publish('/a', 1));
    assert.deepEqual(seen, ['fail', 'fail', 'abort']);
  });
});

describe('acknowledgement', () => {
  it('tells with each connect what was received, also to extensions that replace ext', async () => {
    server.acknowledges = true;
    client.addExtension({ outgoing: (message, pass) => pass({ ...message, ext: { token: 'x' } }) });
    await client.connect();
    await until(() => server.held);
    server.deliver([], { ext: { ack: 7 } });
    await until(() => server.held && server.on('/meta/connect').length >= 3);
    server.cut();
    await until(() => server.on('/meta/connect').length >= 4);
    assert.deepEqual(server.on('/meta/handshake')[0].ext, { token: 'x', ack: true });
    assert.deepEqual(server.on('/meta/connect').slice(0, 4).map(message => message.ext.ack), [0, 0, 7, 7]);
  });

  it('is left out with servers that do not know it; then a lost connect is sent again with its id', async () => {
    await client.connect();
    await until(() => server.held);
    server.cut();
    await until(() => server.on('/meta/connect').length >= 3);
    const [, lost, again] = server.on('/meta/connect');
    assert.equal(lost.ext, undefined);
    assert.equal(again.id, lost.id);
  });
});

describe('extensions', () => {
  it('change messages on their way, now or later, until they are removed', async () => {
    const heard = [];
    const extension = {
      outgoing: (message, pass) => setTimeout(() => pass({ ...message, seen: true })),
      incoming: (message, pass) => pass('data' in message ? { ...message, data: message.data * 2 } : message)
    };
    client.addExtension(extension);
    await client.subscribe('/a', data => heard.push(data));
    await until(() => server.held);
    server.deliver([{ channel: '/a', data: 21 }]);
    await until(() => heard.length === 1);
    assert.deepEqual(heard, [42]);
    assert.ok(server.requests.every(message => message.seen));
    client.removeExtension(extension);
    await client.publish('/b', 1);
    assert.equal(server.on('/b')[0].seen, undefined);
  });

  it('may drop what is sent, which then fails', async () => {
    client.addExtension({ outgoing: (message, pass) => pass(message.channel === '/a' ? null : message) });
    assert.match((await failure(client.publish('/a', 1))).message, /dropped/);
  });
});

describe('the client', () => {
  it('tells when its transport goes and comes', async () => {
    const told = [];
    client.on('transport:up', () => told.push('up')).on('transport:down', () => told.push('down'));
    await client.connect();
    await until(() => server.held);
    server.cut();
    await until(() => told.length >= 3);
    assert.deepEqual(told, ['up', 'down', 'up']);
  });

  it('sends the headers that were set, to the endpoint that was set', async () => {
    client = new Faye.Client(URL_OF_SERVER, { endpoints: { 'long-polling': 'http://other.example/x' } });
    client.setHeader('Authorization', 'Bearer x');
    let asked;
    server.intercept = (messages, url) => { asked = url; };
    await client.publish('/a', 1);
    assert.equal(asked, 'http://other.example/x');
    assert.equal(server.headers.Authorization, 'Bearer x');
  });

  it('may connect again, also while it disconnects', async () => {
    await client.publish('/a', 1);
    const gone = client.disconnect();
    await client.connect();
    await gone;
    await client.publish('/a', 2);
    assert.deepEqual(server.on('/a').map(message => message.clientId), ['session1', 'session2']);
  });

  it('stops when the server advises no reconnect', async () => {
    server.intercept = ([{ id, channel }]) =>
      [{ id, channel, successful: false, error: '403::Go away', advice: { reconnect: 'none' } }];
    assert.match((await failure(client.publish('/a', 1))).message, /Go away/);
    assert.equal(server.requests.length, 1);
    assert.equal(client.getState(), 'DISCONNECTED');
  });
});
