'use strict';

const find = id => document.getElementById(id);
let client;

// As text: what others publish is no part of this page.
function log(text) {
  const line = document.createElement('li');
  line.textContent = text;
  find('log').prepend(line);
}

const tell = what => [() => log(what), error => log(what + ' failed: ' + error.message)];

function connect() {
  if (client) client.disconnect();
  client = new Faye.Client('/faye', { token: () => find('token').value.trim() });
  client.connect().then(() => { find('state').textContent = 'connected'; }, error => { find('state').textContent = error.message; });
}

function on(form, act) {
  find(form).addEventListener('submit', event => {
    event.preventDefault();
    if (client) act(Object.fromEntries(new FormData(event.target)));
    else log('Connect first');
  });
}

find('connect').addEventListener('click', connect);
on('subscribe', ({ channel }) => client
  .subscribe(channel, message => log(channel + ': ' + JSON.stringify(message)))
  .then(...tell('subscribe to ' + channel)));
on('publish', ({ channel, text }) => client.publish(channel, { text }).then(...tell('publish to ' + channel)));
