// Publishes bursts of 200 messages with Faye's client over HTTP, and prints how many bursts arrived in order.
'use strict';
const faye = require('faye');

const [port, rounds] = process.argv.slice(2).map(Number);
const url = `http://127.0.0.1:${port}/faye`;
const MESSAGES = 200;

// A message a turn of the event loop: in one turn the client would send all in one request.
async function burst(round) {
  const publisher = new faye.Client(url);
  publisher.disable('websocket');
  const subscriber = new faye.Client(url);
  const received = [];
  let done;
  const all = new Promise(resolve => { done = resolve; });
  await subscriber.subscribe(`/burst/${round}`, number => {
    received.push(number);
    if (received.length === MESSAGES) done();
  });
  await publisher.publish('/burst/begins', {});
  const publications = [];
  for (let i = 0; i < MESSAGES; i++) {
    publications.push(publisher.publish(`/burst/${round}`, i));
    await new Promise(setImmediate);
  }
  await Promise.all(publications);
  await all;
  await Promise.all([publisher.disconnect(), subscriber.disconnect()]);
  return received.every((number, i) => number === i);
}

(async () => {
  let inOrder = 0;
  for (let round = 0; round < rounds; round++) {
    if (await burst(round)) inOrder++;
  }
  console.log(inOrder);
  process.exit(0);
})();
