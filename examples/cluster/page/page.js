'use strict';

const accepted = new Set();
const received = new Set();
const counts = { published: 0, failed: 0, twice: 0 };
const channel = '/numbers/' + Math.random().toString(36).slice(2);
const client = new Faye.Client('/faye', { retry: 1 });
const without = new URLSearchParams(location.search).get('without');
let paused = false;

const put = (id, value) => { document.getElementById(id).textContent = value; };

function show() {
  put('published', counts.published);
  put('failed', counts.failed);
  put('twice', counts.twice);
  put('accepted', accepted.size);
  put('received', received.size);
  put('missing', [...accepted].filter(number => !received.has(number)).length);
}

function hear(number) {
  if (received.has(number)) counts.twice++;
  received.add(number);
  show();
}

// What got no answer may have arrived or not, and is not published again: numbers that come twice are the service's fault.
function publish() {
  if (paused) return;
  const number = counts.published++;
  client.publish(channel, number).then(() => accepted.add(number), () => counts.failed++).then(show);
}

if (without) without.split(',').forEach(type => client.disable(type));
client.on('transport:up', () => put('state', 'up'));
client.on('transport:down', () => put('state', 'down'));
document.getElementById('pause').addEventListener('click', event => {
  paused = !paused;
  event.target.textContent = paused ? 'Go on' : 'Pause';
});
client.subscribe(channel, hear).then(() => setInterval(publish, 200), error => put('state', error.message));
