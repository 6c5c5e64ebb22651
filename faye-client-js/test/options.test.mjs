import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import Faye from '../dist/client.mjs';
import { Pause } from '../src/pause.js';
import { FakeServer, until } from './fake-server.mjs';

const URL_OF_SERVER = 'http://server.example/faye';

let server;
let client;

beforeEach(() => { server = new FakeServer(); });

afterEach(() => client && client.disconnect());

const open = options => { client = new Faye.Client(URL_OF_SERVER, { retry: 0.01, ...options }); };
const failure = promise => promise.then(() => assert.fail('it should fail'), error => error);
const losingAll = () => {
  server.intercept = ([message]) => { if (message.channel === '/a') throw new TypeError('no answer'); };
};

describe('the option', () => {
  it('timeout limits how long an answer is waited for', async () => {
    open({ timeout: 0.05 });
    server.intercept = ([message]) => (message.channel === '/a' ? new Promise(() => {}) : undefined);
    assert.match((await failure(client.publish('/a', 1))).message, /No answer within 0.05 s/);
  });

  it('interval is the time from one connect to the next', async () => {
    const times = [];
    server.intercept = ([message]) => { if (message.channel === '/meta/connect') times.push(Date.now()); };
    open({ interval: 0.1 });
    await client.connect();
    await until(() => times.length === 2);
    // Timers may be early by a millisecond.
    assert.ok(times[1] - times[0] >= 99, times.join(', '));
  });

  it('retry is the time until a publish is sent again', async () => {
    open({ retry: 0.05 });
    losingAll();
    const begin = Date.now();
    await failure(client.publish('/a', 1, { attempts: 3 }));
    assert.ok(Date.now() - begin >= 99);
  });

  it('endpoints gives sockets another address', async () => {
    const urls = [];
    globalThis.WebSocket = class {
      constructor(url) {
        urls.push(url);
        setTimeout(() => this.onclose && this.onclose());
      }

      close() {}
    };
    open({ endpoints: { websocket: 'https://ws.example/x' } });
    await client.connect();
    delete globalThis.WebSocket;
    assert.deepEqual(urls, ['wss://ws.example/x']);
  });

  it('scheduler may be a subclass as Faye\'s documentation shows it', async () => {
    const seen = [];
    function Doubling() { Faye.Scheduler.apply(this, arguments); }
    Doubling.prototype = Object.create(Faye.Scheduler.prototype);
    Doubling.prototype.getInterval = function() {
      return this.options.interval * Math.pow(2, this.attempts - 1);
    };
    Doubling.prototype.isDeliverable = function() {
      return Faye.Scheduler.prototype.isDeliverable.apply(this, arguments);
    };
    Doubling.prototype.fail = function() { seen.push(this.message.channel, this.attempts, this.getInterval()); };
    open({ scheduler: Doubling });
    losingAll();
    await failure(client.publish('/a', 1, { attempts: 2 }));
    assert.deepEqual(seen, ['/a', 1, 0.01, '/a', 2, 0.02]);
  });

  it('scheduler is told what was wished for', async () => {
    let told;
    open({ timeout: 7, scheduler: class extends Faye.Scheduler {
      send() {
        super.send();
        told = this.options;
      }
    } });
    const begin = Date.now();
    await client.publish('/a', 1, { attempts: 2, deadline: 60 });
    assert.equal(told.attempts, 2);
    assert.equal(told.interval, 0.01);
    assert.equal(told.timeout, 7);
    assert.ok(told.deadline instanceof Date);
    assert.ok(told.deadline - begin >= 60000 && told.deadline - Date.now() <= 60000);
  });
});

describe('after failures the client waits', () => {
  const random = Math.random;

  afterEach(() => { Math.random = random; });

  const longest = failures => {
    Math.random = () => 1;
    return new Pause().backOff(5000, failures);
  };

  it('for a limit that begins at retry, and doubles within three attempts to thirty seconds', () => {
    assert.deepEqual([0, 3, 6, 9, 9999].map(longest), [5000, 10000, 20000, 30000, 30000]);
  });

  it('for half to all of it, so that clients do not come back together', () => {
    Math.random = () => 0;
    assert.equal(new Pause().backOff(5000, 3), 5000);
    Math.random = () => 0.5;
    assert.equal(new Pause().backOff(5000, 3), 7500);
  });

  it('and shakes hands until the server is back', async () => {
    let left = 3;
    server.intercept = () => { if (left-- > 0) throw new TypeError('no network'); };
    open();
    await client.publish('/a', 1);
    assert.equal(server.sessions, 1);
    assert.equal(server.on('/meta/handshake').length, 4);
  });
});
