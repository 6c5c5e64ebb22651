'use strict';

const http = require('http');
const faye = require('faye');

const [port, redis] = process.argv.slice(2).map(Number);
const server = http.createServer();
// faye-redis works with clients of Redis up to 3 only.
new faye.NodeAdapter({
  mount: '/faye',
  timeout: 45,
  engine: { type: require('faye-redis'), host: '127.0.0.1', port: redis }
}).attach(server);
server.listen({ port, host: '127.0.0.1', backlog: 4096 });
