// The browser client of Faye for Java. Apache-2.0.
'use strict';
const VERSION = '0.1.0-SNAPSHOT';
class FayeError extends Error {
constructor(code, params, message) {
super(message);
this.name = 'FayeError';
this.code = code;
this.params = params;
}
static parse(text) {
const match = /^(\d+):(.*):([^:]*)$/s.exec(String(text));
if (!match) return new FayeError(0, [], String(text));
return new FayeError(Number(match[1]), match[2].split(','), match[3]);
}
toString() {
return this.code ? this.code + ':' + this.params.join(',') + ':' + this.message : this.message;
}
}
function guarded(act) {
try {
act();
} catch (error) {
setTimeout(() => { throw error; });
}
}

const Faye = {};
function log(level, ...words) {
const { logger } = Faye;
if (!logger) return;
const line = ['[Faye]', ...words.map(word => (typeof word === 'string' ? word : JSON.stringify(word)))].join(' ');
guarded(() => (typeof logger === 'function' ? logger(line) : logger[level](line)));
}
const platform = {};
function webSocket() {
return globalThis.WebSocket || platform.WebSocket;
}
const DEFAULT_TIMEOUT = 60;
const DEFAULT_RETRY = 5;
const LONGEST_FIRST_REPLY = 10;
const LEAST_MARGIN = 5;
const LONGEST_TIMER = 2 ** 31 - 1;
function after(seconds, act) {
return setTimeout(act, Math.min(seconds * 1000, LONGEST_TIMER));
}
class Times {
constructor(options) {
this._options = options;
this._advised = { timeout: options.timeout || DEFAULT_TIMEOUT, interval: 0 };
}
reply() {
return this._options.timeout || this.handshakeReply();
}
handshakeReply() {
return this._advised.timeout * 1.2;
}
firstReply() {
return Math.min(this.handshakeReply(), LONGEST_FIRST_REPLY);
}
heldReply() {
const { timeout } = this._advised;
return timeout + Math.max(timeout * 0.2, LEAST_MARGIN);
}
retry() {
return this._options.retry || DEFAULT_RETRY;
}
interval() {
const { timeout, interval } = this._advised;
return Math.max(interval, Math.min(this._options.interval || 0, timeout / 2));
}
isPauseAdvised() {
return this._advised.interval > 0;
}
follow({ timeout, interval }) {
if (timeout > 0) this._advised.timeout = timeout / 1000;
if (interval >= 0) this._advised.interval = interval / 1000;
}
}
class Deferrable {
constructor() {
this._promise = new Promise((resolve, reject) => {
this._succeed = resolve;
this._fail = reject;
});
this._promise.catch(() => {});
}
then(onSuccess, onFailure) {
return this._promise.then(onSuccess, onFailure);
}
catch(onFailure) {
return this._promise.catch(onFailure);
}
callback(act, context) {
this._promise.then(value => act.call(context, value), () => {});
return this;
}
errback(act, context) {
this._promise.catch(error => act.call(context, error));
return this;
}
}

class Emitter {
constructor() {
this._listeners = [];
}
on(event, act, context) {
this._listeners.push({ event, act, context });
return this;
}
bind(event, act, context) {
return this.on(event, act, context);
}
off(event, act) {
this._listeners = this._listeners.filter(one => one.event !== event || (act && one.act !== act));
return this;
}
unbind(event, act) {
return this.off(event, act);
}
trigger(event, ...values) {
for (const { act, context } of this._listeners.filter(one => one.event === event)) {
guarded(() => act.apply(context, values));
}
}
}
class Extensions {
constructor() {
this._list = [];
}
add(extension, client) {
this._list.push(extension);
if (extension.added) extension.added(client);
}
remove(extension, client) {
const at = this._list.indexOf(extension);
if (at < 0) return;
this._list.splice(at, 1);
if (extension.removed) extension.removed(client);
}
pipe(stage, message, done) {
const rest = this._list.filter(extension => extension[stage]);
const next = passed => {
if (!passed || !rest.length) return done(passed || null);
rest.shift()[stage](passed, next);
};
next(message);
}
}

const LONGEST_BACK_OFF = 30000;
const FAILURES_TO_DOUBLE = 3;
class Pause {
sleep(milliseconds) {
return new Promise(done => {
const timer = after(milliseconds / 1000, done);
this._wake = () => {
clearTimeout(timer);
done();
};
});
}
wake() {
if (this._wake) this._wake();
}
backOff(base, failures) {
const limit = base * 2 ** (failures / FAILURES_TO_DOUBLE);
return Math.min(limit, Math.max(LONGEST_BACK_OFF, base)) * (1 + Math.random()) / 2;
}
}

class Requests {
constructor() {
this._waiting = new Map();
}
expect(id, seconds) {
return new Promise((resolve, reject) => {
const late = () => this.lose([id], new FayeError(0, [], 'No answer within ' + seconds + ' s'));
const timer = after(seconds, late);
this._waiting.set(id, { resolve, reject, timer });
});
}
take(id) {
const request = this._waiting.get(id);
if (!request) return undefined;
clearTimeout(request.timer);
this._waiting.delete(id);
return request.resolve;
}
lose(ids, error) {
for (const id of ids) {
const request = this._waiting.get(id);
if (this.take(id)) request.reject(error);
}
}
loseAll(error) {
this.lose([...this._waiting.keys()], error);
}
}
function Scheduler(message, options) {
this.message = message;
this.options = options;
this.attempts = 0;
}
Object.assign(Scheduler.prototype, {
getTimeout() {
return this.options.timeout;
},
getInterval() {
return this.options.interval;
},
isDeliverable() {
const { attempts = Infinity, deadline = Infinity } = this.options;
return this.attempts < attempts && Date.now() < deadline;
},
send() {
this.attempts += 1;
},
succeed() {},
fail() {},
abort() {}
});

class Subscription extends Deferrable {
constructor(client, channels, act, context) {
super();
this._client = client;
this._act = act;
this._context = context;
this.channels = channels;
}
withChannel(act, context) {
this._withChannel = act;
this._channelContext = context;
return this;
}
cancel() {
this.channels.forEach(channel => this._client.unsubscribe(channel, this));
}
unsubscribe() {
this.cancel();
}
_deliver(message) {
if (this._act) guarded(() => this._act.call(this._context, message.data));
if (this._withChannel) {
guarded(() => this._withChannel.call(this._channelContext, message.channel, message.data));
}
}
}
function patternsOf(channel) {
const segments = channel.split('/');
const above = segments.slice(0, -1).map((segment, i) => segments.slice(0, i + 1).join('/'));
return [channel, above[above.length - 1] + '/*', ...above.map(ancestor => ancestor + '/**')];
}
class Subscriptions {
constructor() {
this._channels = new Map();
}
add(channel, subscription, start) {
let entry = this._channels.get(channel);
if (!entry) {
entry = { hearers: new Set(), accepted: null, confirmed: false };
this._channels.set(channel, entry);
entry.accepted = start().then(() => { entry.confirmed = true; });
entry.accepted.catch(() => this._forget(channel, entry));
}
entry.hearers.add(subscription);
return entry.accepted;
}
_forget(channel, entry) {
if (this._channels.get(channel) === entry) this._channels.delete(channel);
}
remove(channel, subscription) {
const entry = this._channels.get(channel);
if (!entry || (subscription && !entry.hearers.delete(subscription))) return false;
if (subscription && entry.hearers.size) return false;
return this._channels.delete(channel);
}
confirmed() {
return [...this._channels].filter(([, entry]) => entry.confirmed).map(([channel]) => channel);
}
deliver(message) {
const hearers = new Set();
for (const pattern of patternsOf(message.channel)) {
const entry = this._channels.get(pattern);
if (entry) entry.hearers.forEach(hearer => hearers.add(hearer));
}
hearers.forEach(hearer => hearer._deliver(message));
}
}

class Polling {
constructor(type, url, host) {
this.type = type;
this.streams = false;
this._url = url;
this._host = host;
}
open() {
return Promise.resolve();
}
isClosing() {
return false;
}
async send(messages, seconds) {
const limit = new AbortController();
const timer = after(seconds, () => limit.abort());
if (messages[0].channel === '/meta/connect') this._connect = limit;
try {
const replies = await this._post(messages, limit.signal);
if (!limit.signal.aborted) this._host.receive(replies);
} finally {
clearTimeout(timer);
}
}
async _post(messages, signal) {
const response = await fetch(this._url, {
method: 'POST',
headers: { 'Content-Type': 'application/json', ...this._host.headers() },
body: JSON.stringify(messages),
credentials: 'include',
cache: 'no-store',
keepalive: messages[0].channel === '/meta/disconnect',
signal
});
if (!response.ok) throw new Error('HTTP ' + response.status);
return response.json();
}
close() {
if (this._connect) this._connect.abort();
}
}

class Socket {
constructor(url, host) {
this.type = 'websocket';
this.streams = true;
this._url = url.replace(/^http/, 'ws');
this._host = host;
}
open() {
const socket = new (webSocket())(this._url);
this._socket = socket;
socket.onerror = () => {};
return new Promise((resolve, reject) => {
const refuse = () => {
clearTimeout(timer);
this.close();
reject(new Error('No socket'));
};
const timer = after(this._host.patience(), refuse);
socket.onopen = () => {
clearTimeout(timer);
socket.onclose = () => this._host.lost(this);
resolve();
};
socket.onclose = refuse;
socket.onmessage = event => this._host.receive(JSON.parse(event.data));
});
}
isClosing() {
return this._socket.readyState > 1;
}
async send(messages) {
if (this._socket.readyState !== 1) throw new Error('The socket is closed');
this._socket.send(JSON.stringify(messages));
}
close() {
this._socket.onopen = this._socket.onclose = this._socket.onmessage = null;
this._socket.close();
}
}

class Stream extends Polling {
constructor(url, host) {
super('eventsource', url, host);
this._streamUrl = url.replace(/\/?$/, '/' + host.sessionId());
}
open() {
const stream = new EventSource(this._streamUrl, { withCredentials: true });
this._stream = stream;
stream.onmessage = event => this._host.receive(JSON.parse(event.data));
return new Promise((resolve, reject) => {
const refuse = () => {
clearTimeout(timer);
this.close();
reject(new Error('No stream'));
};
const timer = after(this._host.patience(), refuse);
stream.onerror = refuse;
stream.onopen = () => {
clearTimeout(timer);
this._follow(stream);
resolve();
};
});
}
_follow(stream) {
stream.onopen = () => this._host.wake();
stream.onerror = () => { if (stream.readyState === 2) this._host.lost(this); };
}
close() {
super.close();
this._stream.onopen = this._stream.onerror = this._stream.onmessage = null;
this._stream.close();
}
}

const STRIKES_OF_A_PROVEN_TRANSPORT = 3;
function base() {
return typeof location === 'undefined' ? undefined : location.href;
}
class Transports {
constructor(url, endpoints, host) {
this._endpoints = endpoints || {};
this._url = url;
this._host = host;
this._disabled = new Set();
this._proven = new Set();
this._strikes = {};
}
disable(type) {
this._disabled.add(type);
}
forgive() {
this._strikes = {};
}
prove(type) {
this._proven.add(type);
delete this._strikes[type];
}
strike(type) {
if (this._isPolling(type)) return this.forgive();
this._strikes[type] = (this._strikes[type] || 0) + 1;
}
async open(offered) {
for (const [type, make] of this._streaming()) {
if (!offered.includes(type) || this._isOut(type)) continue;
const transport = make();
try {
await transport.open();
return transport;
} catch (error) {
this.strike(type);
if (!this._isOut(type)) throw error;
}
}
return this.polling();
}
check() {
this._address('long-polling');
}
names() {
return [...this._streaming().map(([type]) => type), 'long-polling', 'cross-origin-long-polling']
.filter(type => !this._disabled.has(type));
}
polling() {
const type = this._crossesOrigins('long-polling') ? 'cross-origin-long-polling' : 'long-polling';
return new Polling(type, this._address(type), this._host);
}
_streaming() {
const all = [];
if (webSocket()) all.push(['websocket', () => new Socket(this._address('websocket'), this._host)]);
if (globalThis.EventSource && !this._crossesOrigins('eventsource')) {
all.push(['eventsource', () => new Stream(this._address('eventsource'), this._host)]);
}
return all;
}
_crossesOrigins(type) {
return base() !== undefined && new URL(this._address(type)).origin !== location.origin;
}
_isPolling(type) {
return type.endsWith('long-polling');
}
_isOut(type) {
const most = this._proven.has(type) ? STRIKES_OF_A_PROVEN_TRANSPORT : 1;
return this._disabled.has(type) || this._strikes[type] >= most;
}
_address(type) {
const url = this._endpoints[type] || this._url;
try {
return new URL(url, base()).href;
} catch (error) {
throw new FayeError(0, [url], 'Invalid URL \'' + url + '\'; outside of a page it must be absolute');
}
}
}

const MOST_IN_A_BATCH = 100;
const MOST_CHARACTERS = 200000;
class Outbox {
constructor(session, extensions, newScheduler) {
this._session = session;
this._extensions = extensions;
this._newScheduler = newScheduler;
this._new = [];
this._ready = [];
this._all = new Set();
this._busy = false;
}
send(message, options = {}) {
return new Promise((resolve, reject) => {
const scheduler = this._newScheduler(message, options);
const entry = { message, resolve, reject, scheduler, first: options.first, sent: false };
this._all.add(entry);
this._new.push(entry);
this._watch(entry, options.deadline);
setTimeout(() => this.flush());
});
}
flush() {
if (!this._session.isOpen()) return;
this._new.splice(0).forEach(entry => this._prepare(entry));
if (!this._busy && this._ready.length) this._sendBatch(this._take());
}
close(reason) {
this._all.forEach(entry => this._giveUp(entry, reason));
this._new = [];
this._ready = [];
}
_prepare(entry) {
entry.message.clientId = this._session.id;
this._extensions.pipe('outgoing', entry.message, message => {
if (!message) return this._giveUp(entry, 'dropped by an extension');
entry.message = message;
if (entry.first) this._ready.unshift(entry);
else this._ready.push(entry);
setTimeout(() => this.flush());
});
}
_take() {
let count = 0;
for (let size = 0; count < Math.min(this._ready.length, MOST_IN_A_BATCH); count++) {
size += JSON.stringify(this._ready[count].message).length;
if (count && size > MOST_CHARACTERS) break;
}
return this._ready.splice(0, count);
}
_sendBatch(batch) {
const entries = batch.filter(entry => this._all.has(entry) && this._isDue(entry));
if (!entries.length) return this.flush();
const seconds = Math.max(...entries.map(entry => entry.scheduler.getTimeout()));
this._busy = true;
entries.forEach(entry => this._await(entry));
this._session.send(entries.map(entry => entry.message), seconds).then(() => {
this._busy = false;
this.flush();
});
}
_isDue(entry) {
if (entry.owed || entry.scheduler.isDeliverable()) return true;
this._giveUp(entry, 'not sent in time');
return false;
}
_await(entry) {
entry.sent = true;
entry.owed = false;
entry.message.clientId = this._session.id;
entry.scheduler.send();
this._session.requests.expect(entry.message.id, entry.scheduler.getTimeout())
.then(reply => this._answered(entry, reply), error => this._unanswered(entry, error));
}
_answered(entry, reply) {
if (this._session.hasExpired(reply, entry.message) && this._survives(entry)) return this._renew(entry);
entry.scheduler.succeed();
this._forget(entry);
entry.resolve(reply);
}
_survives({ message, refused, late }) {
return message.channel === '/meta/subscribe' || !(message.channel.startsWith('/meta/') || refused || late);
}
_renew(entry) {
entry.sent = false;
entry.refused = true;
entry.owed = true;
const behind = this._ready.findIndex(other => !other.first && !other.owed);
this._ready.splice(behind < 0 ? this._ready.length : behind, 0, entry);
this.flush();
}
_unanswered(entry, error) {
entry.sent = false;
entry.scheduler.fail();
if (!this._all.has(entry)) return;
if (!entry.scheduler.isDeliverable()) {
return this._giveUp(entry, 'no answer, so it may have arrived or not: ' + error.message);
}
this._again(entry, entry.scheduler.getInterval());
}
_again(entry, seconds) {
after(seconds, () => {
this._ready.push(entry);
this.flush();
});
}
_giveUp(entry, reason) {
if (!this._forget(entry)) return;
entry.scheduler.abort();
entry.reject(new FayeError(0, [entry.message.channel], entry.message.channel + ': ' + reason));
}
_forget(entry) {
clearTimeout(entry.timer);
return this._all.delete(entry);
}
_watch(entry, deadline) {
if (deadline === undefined) return;
entry.timer = after(deadline, () => {
entry.late = true;
if (!entry.sent) this._giveUp(entry, 'not sent in time');
});
}
}

const HANDSHAKE = '/meta/handshake';
const CONNECT = '/meta/connect';
const SHORTEST_SESSION = 1000;
class Expired extends FayeError {}
class Session {
constructor(options, hooks) {
this.requests = new Requests();
this.state = 'UNCONNECTED';
this.id = null;
this.times = new Times(options);
this._options = options;
this._hooks = hooks;
this._pause = new Pause();
this._transport = null;
this._fresh = false;
this._ack = null;
this._auth = null;
this._renews = false;
this._run = 0;
this._begun = 0;
this._up = null;
}
start() {
if (this.state === 'CONNECTING' || this.state === 'CONNECTED') return;
this._hooks.transports.check();
this._leave();
this.id = null;
this.state = 'CONNECTING';
this._keepConnected(++this._run);
}
finish() {
this._run++;
this.state = 'DISCONNECTED';
this._pause.wake();
}
stop() {
this.finish();
this.id = null;
this._up = null;
this._leave();
this.requests.loseAll(new FayeError(0, [], 'The client is disconnected'));
}
isOpen() {
return this.id !== null && this._transport !== null && !this._fresh;
}
wake() {
this._pause.wake();
}
async send(messages, seconds) {
const transport = this._transport;
const ids = messages.map(message => message.id);
log('debug', 'sends', messages);
try {
await transport.send(messages, seconds);
if (!transport.streams) this.requests.lose(ids, new FayeError(0, [], 'The response has no reply to it'));
} catch (error) {
this.requests.lose(ids, error);
}
}
sayGoodbye(id) {
this._transport.send([{ channel: '/meta/disconnect', clientId: this.id, id }], this.times.reply()).catch(() => {});
}
lost(transport) {
if (transport === this._transport) this._breakOff(new Error('The connection is lost'));
}
hasExpired(reply, message) {
const { code, params } = FayeError.parse(reply.error);
if (reply.successful || code !== 401 || params[0] !== message.clientId) return false;
if (message.clientId === this.id) this._breakOff(new Expired(401, [], 'Unknown client'));
return true;
}
async _keepConnected(run) {
let failures = 0;
while (run === this._run) {
const known = this.id;
let wait = 0;
try {
await this._round(run);
failures = 0;
wait = this.times.interval() * 1000;
} catch (error) {
if (run !== this._run) return;
this._down(error);
wait = Math.max(error.interval || 0, this._backOff(known, failures));
failures++;
}
if (run === this._run && wait) await this._pause.sleep(wait);
}
}
_backOff(known, failures) {
const ended = known !== null && this.id === null && Date.now() - this._begun >= SHORTEST_SESSION;
return ended ? 0 : this._pause.backOff(this.times.retry() * 1000, failures);
}
async _round(run) {
await this._authenticate(run);
if (this.id === null) await this._handshake();
if (this._transport && this._transport.isClosing()) this._breakOff(new Error('The connection is lost'));
if (!this._transport) await this._open(run);
await this._connect();
}
async _authenticate(run) {
this._auth = null;
if (!this._options.token || (this.id !== null && !this._renews)) return;
try {
this._auth = { token: await this._options.token() };
} catch (error) {
if (this.id === null) throw error;
log('warn', 'has no new token:', String(error));
}
if (run !== this._run) throw new Expired(0, [], 'The client was disconnected meanwhile');
}
async _handshake() {
const reply = await this._ask(this._hooks.transports.polling(), {
channel: HANDSHAKE,
version: '1.0',
supportedConnectionTypes: this._hooks.transports.names()
});
if (!reply.successful) throw this._refused(reply);
this._auth = null;
this.id = reply.clientId;
this.state = 'CONNECTED';
this._begun = Date.now();
this._offered = reply.supportedConnectionTypes || [];
this._connectId = null;
this._hooks.transports.forgive();
this._hooks.handshaken();
}
async _open(run) {
const transport = await this._hooks.transports.open(this._offered);
if (run !== this._run || this.id === null) {
transport.close();
throw new Expired(0, [], 'The session ended meanwhile');
}
this._transport = transport;
this._fresh = true;
}
async _connect() {
const transport = this._transport;
this._connectId = this._connectId || this._hooks.nextId();
const connect = { channel: CONNECT, clientId: this.id, connectionType: transport.type, id: this._connectId };
if (this._fresh) connect.advice = { timeout: 0 };
const reply = await this._ask(transport, connect);
this._connectId = null;
if (!reply.successful) throw this._refused(reply);
this._auth = null;
if (this._fresh) this._works(transport);
}
_works(transport) {
this._fresh = false;
this._hooks.transports.prove(transport.type);
log('info', 'is connected by', transport.type);
this._tell(true);
this._hooks.opened();
}
_refused(reply) {
const { code, params, message } = FayeError.parse(reply.error);
const { reconnect, interval } = reply.advice || {};
const Refusal = code === 401 || reconnect === 'handshake' ? Expired : FayeError;
return Object.assign(new Refusal(code, params, message), { interval: interval > 0 ? Number(interval) : 0 });
}
_ask(transport, message) {
const asked = { id: this._hooks.nextId(), ...message };
return new Promise((resolve, reject) => {
this._hooks.extensions.pipe('outgoing', asked, passed => {
if (!passed) return reject(new FayeError(0, [], asked.channel + ' was dropped by an extension'));
if (asked.channel === HANDSHAKE) this._withExt(passed, { ack: true });
else if (this._ack !== null) this._withExt(passed, { ack: this._ack });
if (this._auth) this._withExt(passed, { auth: this._auth });
this._exchange(transport, passed).then(resolve, reject);
});
});
}
_withExt(message, more) {
message.ext = { ...message.ext, ...more };
}
_secondsFor({ channel }) {
if (this._fresh) return this.times.firstReply();
return channel === CONNECT ? this.times.heldReply() : this.times.handshakeReply();
}
_exchange(transport, message) {
const seconds = this._secondsFor(message);
const reply = this.requests.expect(message.id, seconds);
const lose = error => this.requests.lose([message.id], error);
log('debug', 'sends', [this._auth ? { ...message, ext: { ...message.ext, auth: 'not shown' } } : message]);
transport.send([message], seconds).then(() => {
if (!transport.streams) lose(new FayeError(0, [], 'The response has no reply'));
}, lose);
return reply;
}
heed(reply) {
const { ack, auth } = reply.ext || {};
if (reply.channel === HANDSHAKE) this._ack = ack === true ? 0 : null;
if (reply.channel === CONNECT && this._ack !== null && Number.isInteger(ack)) this._ack = ack;
if (reply.channel === CONNECT) this._renews = Boolean(auth && auth.renew);
const { advice } = reply;
if (!advice) return;
this.times.follow(reply.successful ? advice : { timeout: advice.timeout });
if (advice.reconnect === 'none') this._hooks.dismissed(reply.error || 'The server wants no more connects');
}
_breakOff(error) {
if (error instanceof Expired) this.id = null;
if (this._transport && this._transport.streams) this.requests.loseAll(error);
this._down(error);
if (error instanceof Expired || !this.times.isPauseAdvised()) this._pause.wake();
}
_down(error) {
log('warn', 'has no connection:', String(error));
if (error instanceof Expired) this.id = null;
if (this._transport && this._fresh) this._hooks.transports.strike(this._transport.type);
this._leave();
this._tell(false);
}
_leave() {
if (this._transport) this._transport.close();
this._transport = null;
this._fresh = false;
}
_tell(up) {
if (this._up === up || this.state === 'DISCONNECTED') return;
this._up = up;
this._hooks.trigger(up ? 'transport:up' : 'transport:down');
}
}

function isReply(message) {
return 'successful' in message && !('data' in message);
}
class Client extends Emitter {
constructor(url = '/bayeux', options) {
super();
this.endpoint = url;
this._options = options || {};
this._headers = {};
this._lastId = 0;
this._extensions = new Extensions();
this._subscriptions = new Subscriptions();
this._session = new Session(this._options, this._hooks());
this._outbox = new Outbox(this._session, this._extensions, (message, wishes) => this._schedule(message, wishes));
this._watchPage();
}
connect(callback, context) {
this._session.start();
const connected = new Deferrable();
this._whenConnected = this._whenConnected || [];
if (this._session.isOpen()) connected._succeed();
else this._whenConnected.push(connected);
return callback ? connected.callback(callback, context) : connected;
}
disconnect() {
const gone = new Deferrable();
const open = this._session.isOpen();
this._session.finish();
const told = open ? this._send({ channel: '/meta/disconnect' }, { attempts: 1 }) : Promise.resolve();
const end = () => {
if (this._session.state === 'DISCONNECTED') this._end('the client is disconnected');
gone._succeed();
};
told.then(end, end);
return gone;
}
subscribe(channels, act, context) {
const names = [].concat(channels);
const subscription = new Subscription(this, names, act, context);
Promise.all(names.map(name => this._subscriptions.add(name, subscription, () => this._subscribe(name))))
.then(() => subscription._succeed(), error => {
subscription.cancel();
subscription._fail(error);
});
return subscription;
}
unsubscribe(channels, subscription) {
for (const name of [].concat(channels)) {
if (!this._subscriptions.remove(name, subscription)) continue;
this._send({ channel: '/meta/unsubscribe', subscription: name }).catch(() => {});
}
}
publish(channel, data, options) {
const { attempts, deadline } = options || {};
const publication = new Deferrable();
const most = attempts === undefined && deadline === undefined ? 1 : attempts;
this._send({ channel, data }, { attempts: most, deadline })
.then(() => publication._succeed(), error => publication._fail(error));
return publication;
}
addExtension(extension) {
this._extensions.add(extension, this);
}
removeExtension(extension) {
this._extensions.remove(extension, this);
}
setHeader(name, value) {
this._headers[name] = value;
}
disable(feature) {
if (feature === 'autodisconnect') this._stays = true;
else this._transports.disable(feature);
}
getState() {
return this._session.state;
}
_subscribe(name, wishes) {
return this._send({ channel: '/meta/subscribe', subscription: name }, wishes);
}
_subscribeAgain() {
this._subscriptions.confirmed().forEach(name => this._subscribe(name, { first: true }).catch(() => {}));
}
async _send(message, wishes = {}) {
if (this._session.state === 'UNCONNECTED') this._session.start();
else if (this._session.state === 'DISCONNECTED' && message.channel !== '/meta/disconnect') {
throw new FayeError(0, [message.channel], message.channel + ': the client is disconnected');
}
const reply = await this._outbox.send({ ...message, id: this._nextId() }, wishes);
if (!reply.successful) throw FayeError.parse(reply.error);
}
_schedule(message, { attempts, deadline }) {
const session = this._session;
const Chosen = this._options.scheduler || Scheduler;
return new Chosen(message, {
attempts,
deadline: deadline === undefined ? undefined : new Date(Date.now() + deadline * 1000),
interval: session.times.retry(),
get timeout() { return session.times.reply(); }
});
}
_nextId() {
return (++this._lastId).toString(36);
}
_receive(message) {
if (!message) return;
log('debug', 'received', message);
const settle = isReply(message) ? this._session.requests.take(message.id) : undefined;
if (settle) this._session.heed(message);
this._extensions.pipe('incoming', message, passed => {
if (settle) settle(passed || { ...message, successful: false, error: 'dropped by an extension' });
else if (passed && 'data' in passed && passed.channel) this._subscriptions.deliver(passed);
});
}
_end(reason) {
this._session.stop();
this._outbox.close(reason);
this._connected(connected => connected._fail(new FayeError(0, [], reason)));
}
_connected(tell) {
(this._whenConnected || []).splice(0).forEach(tell);
}
_hooks() {
this._transports = new Transports(this.endpoint, this._options.endpoints, {
receive: messages => [].concat(messages).forEach(message => this._receive(message)),
lost: transport => this._session.lost(transport),
wake: () => this._session.wake(),
patience: () => this._session.times.firstReply(),
sessionId: () => this._session.id,
headers: () => this._headers
});
return {
transports: this._transports,
extensions: this._extensions,
nextId: () => this._nextId(),
trigger: event => this.trigger(event),
handshaken: () => this._subscribeAgain(),
opened: () => {
this._connected(connected => connected._succeed());
this._outbox.flush();
},
dismissed: reason => this._end(reason)
};
}
_watchPage() {
if (typeof addEventListener !== 'function') return;
addEventListener('online', () => this._session.wake());
addEventListener('pagehide', event => {
if (!event.persisted && !this._stays && this._session.isOpen()) this._session.sayGoodbye(this._nextId());
});
}
}
Object.assign(Faye, { Client, Deferrable, Scheduler, Error: FayeError, VERSION });
module.exports = Object.assign(Faye, { default: Faye });
