import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import Faye from '../dist/client.mjs';
import { FakeClock } from './fake-clock.mjs';
import { FakeServer } from './fake-server.mjs';

const random = Math.random;

let clock;
let server;
let client;
let events;

beforeEach(() => {
  clock = new FakeClock();
  server = new FakeServer();
  events = [];
});

afterEach(async () => {
  client.disconnect();
  await clock.pass(60);
  clock.remove();
  Math.random = random;
  delete globalThis.WebSocket;
});

const open = async options => {
  client = new Faye.Client('http://server.example/faye', options);
  client.on('transport:up', () => events.push('up')).on('transport:down', () => events.push('down'));
  client.connect();
  await clock.pass(0);
};
const times = channel => {
  const all = [];
  const { intercept } = server;
  server.intercept = messages => {
    if (messages[0].channel === channel) all.push(clock.seconds);
    return intercept(messages);
  };
  return all;
};
const gaps = all => all.slice(1).map((time, i) => time - all[i]);
const refusing = advice => {
  server.intercept = ([{ id, channel }]) =>
    (channel === '/meta/handshake' ? [{ id, channel, successful: false, error: '403::No', advice }] : undefined);
};

for (const transport of ['websocket', 'long-polling']) {
  describe('by ' + transport + ' a connection over which nothing comes', () => {
    beforeEach(() => {
      if (transport === 'websocket') globalThis.WebSocket = server.sockets();
    });

    for (const timeout of [0.05, 2, 4.9, 20]) {
      it('stays when the page waits ' + timeout + ' s and the server holds connects for 5 s', async () => {
        server.holds = 5;
        await open({ timeout });
        await clock.pass(60);
        assert.deepEqual(events, ['up']);
        assert.equal(server.sessions, 1);
        assert.ok(server.on('/meta/connect').length > 10);
        assert.ok(server.on('/meta/connect').every(({ connectionType }) => connectionType === transport));
      });
    }

    it('stays when replies take 4 s longer than the server holds connects', async () => {
      Object.assign(server, { timeout: 1, holds: 5 });
      await open({ timeout: 1 });
      await clock.pass(60);
      assert.deepEqual(events, ['up']);
    });

    it('is given up by the time of the server, however long the page waits', async () => {
      server.holds = Infinity;
      await open({ timeout: 120 });
      await clock.pass(5);
      assert.deepEqual(events, ['up']);
      await clock.pass(6);
      assert.equal(events[1], 'down');
    });
  });
}

describe('the times of the page', () => {
  it('count for replies to publications', async () => {
    server.intercept = ([message]) => (message.channel === '/a' ? new Promise(() => {}) : undefined);
    await open({ timeout: 2 });
    let failed;
    client.publish('/a', 1).errback(error => { failed = error.message; });
    await clock.pass(1.9);
    assert.equal(failed, undefined);
    await clock.pass(0.2);
    assert.match(failed, /No answer within 2 s/);
  });

  it('count for handshakes until the server has advised a time', async () => {
    Math.random = () => 1;
    const handshakes = times('/meta/handshake');
    const { intercept } = server;
    const silent = messages => intercept(messages) || (messages[0].channel === '/meta/handshake' && new Promise(() => {}));
    server.intercept = silent;
    await open({ timeout: 2, retry: 1 });
    await clock.pass(3);
    server.intercept = intercept;
    await clock.pass(3);
    server.held.resolve([{ ...server.held.reply, successful: false, error: '401:session1:Unknown client' }]);
    server.intercept = silent;
    await clock.pass(14);
    assert.deepEqual(gaps(handshakes).map(gap => gap.toFixed(1)), ['3.4', '2.6', '7.3']);
  });

  it('count for connects of a server that advises none', async () => {
    server.timeout = undefined;
    server.holds = 110;
    await open({ timeout: 120 });
    await clock.pass(300);
    assert.deepEqual(events, ['up']);
  });

  it('may be longer than timers can be', async () => {
    server.holds = 5;
    await open({ timeout: 1e9 });
    let published = false;
    client.publish('/a', 1, { deadline: 1e9 }).callback(() => { published = true; });
    await clock.pass(60);
    assert.ok(published);
    assert.deepEqual(events, ['up']);
  });

  it('do not shorten the interval that the server advises', async () => {
    const connects = times('/meta/connect');
    server.holds = 1;
    await open({ interval: 0 });
    const { _reply } = server;
    server._reply = message => {
      const reply = _reply.call(server, message);
      return Promise.resolve(reply).then(([one]) => [{ ...one, advice: { reconnect: 'retry', interval: 2000 } }]);
    };
    await clock.pass(20);
    assert.deepEqual(gaps(connects).slice(-3), [3, 3, 3]);
  });

  it('do not make the interval so long that the session ends', async () => {
    const connects = times('/meta/connect');
    server.holds = 1;
    await open({ interval: 100 });
    await clock.pass(20);
    assert.deepEqual(gaps(connects).slice(-3), [3.5, 3.5, 3.5]);
  });
});

describe('while the server cannot be reached', () => {
  it('attempts begin at retry apart, and are twice as far apart after three, up to thirty seconds', async () => {
    Math.random = () => 1;
    const attempts = times('/meta/handshake');
    const { intercept } = server;
    server.intercept = messages => {
      intercept(messages);
      throw new TypeError('no network');
    };
    await open({ retry: 3 });
    await clock.pass(200);
    assert.deepEqual(gaps(attempts).slice(0, 12).map(gap => gap.toFixed(1)),
      ['3.0', '3.8', '4.8', '6.0', '7.6', '9.5', '12.0', '15.1', '19.0', '24.0', '30.0', '30.0']);
  });

  it('a retry of 0 is the default', async () => {
    Math.random = () => 1;
    const attempts = times('/meta/handshake');
    const { intercept } = server;
    server.intercept = messages => {
      intercept(messages);
      throw new TypeError('no network');
    };
    await open({ retry: 0 });
    await clock.pass(6);
    assert.deepEqual(attempts, [0, 5]);
  });
});

describe('a server that ends each session at its second connect', () => {
  it('gets no more handshakes than one that cannot be reached', async () => {
    Math.random = () => 1;
    const handshakes = times('/meta/handshake');
    const { _reply } = server;
    server._reply = message => {
      const { id, channel, clientId } = message;
      if (channel !== '/meta/connect' || message.advice) return _reply.call(server, message);
      const error = '401:' + clientId + ':Unknown client';
      return [{ id, channel, successful: false, error, advice: { reconnect: 'handshake' } }];
    };
    await open({ retry: 1 });
    await clock.pass(10);
    assert.deepEqual(gaps(handshakes).slice(-5), [1, 1, 1, 1, 1]);
  });
});

describe('a server that refuses handshakes', () => {
  it('decides when the next comes', async () => {
    Math.random = () => 0;
    refusing({ reconnect: 'handshake', interval: 7000 });
    const attempts = times('/meta/handshake');
    await open({ retry: 0.2 });
    await clock.pass(15);
    assert.deepEqual(attempts, [0, 7, 14]);
  });

  it('does not make intervals longer once it accepts one', async () => {
    refusing({ reconnect: 'handshake', interval: 7000 });
    await open({ retry: 0.2 });
    server.intercept = () => undefined;
    server.holds = 1;
    const { _reply } = server;
    server._reply = message => {
      const reply = _reply.call(server, message);
      if (message.channel === '/meta/handshake') delete reply[0].advice;
      return reply;
    };
    const connects = times('/meta/connect');
    await clock.pass(12);
    assert.deepEqual(gaps(connects).slice(-3), [1, 1, 1]);
  });

  it('with an interval that is no number does not keep the client from waiting', async () => {
    Math.random = () => 1;
    refusing({ interval: {} });
    const attempts = times('/meta/handshake');
    await open({ retry: 2 });
    await clock.pass(4);
    assert.deepEqual(attempts, [0, 2]);
  });
});

describe('a server that stops, which asks for a pause and then closes the socket,', () => {
  it('gets no connection before the pause is over', async () => {
    const sockets = [];
    const Socket = server.sockets();
    globalThis.WebSocket = class extends Socket {
      constructor() {
        super();
        sockets.push(this);
      }
    };
    await open();
    await clock.pass(1);
    assert.equal(sockets.length, 1);
    server.deliver([], { advice: { reconnect: 'retry', interval: 700 } });
    await clock.pass(0.1);
    sockets[0].onclose();
    await clock.pass(0.4);
    assert.equal(sockets.length, 1);
    await clock.pass(0.4);
    assert.equal(sockets.length, 2);
    assert.equal(server.sessions, 1);
    assert.deepEqual(events, ['up', 'down', 'up']);
  });

  it('gets another connection right after the pause if the socket is closing still', async () => {
    const sockets = [];
    const Socket = server.sockets();
    globalThis.WebSocket = class extends Socket {
      constructor() {
        super();
        sockets.push(this);
      }
    };
    await open();
    await clock.pass(1);
    server.deliver([], { advice: { reconnect: 'retry', interval: 700 } });
    await clock.pass(0.1);
    const late = sockets[0].onclose;
    sockets[0].readyState = 2;
    await clock.pass(0.8);
    assert.equal(sockets.length, 2);
    late();
    await clock.pass(1);
    assert.equal(sockets.length, 2);
    assert.equal(server.sessions, 1);
    assert.deepEqual(events, ['up', 'down', 'up']);
  });
});
