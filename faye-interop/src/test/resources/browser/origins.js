'use strict';

// Every way by which a page may reach a server, without any client; each resolves with "open" or "closed".
function socket(url) {
  return new Promise((resolve, reject) => Object.assign(new WebSocket(url.replace(/^http/, 'ws')), {
    onopen() { resolve(this.close()); },
    onerror: reject
  }));
}

function stream(url) {
  return new Promise((resolve, reject) => Object.assign(new EventSource(url + '/nobody', { withCredentials: true }), {
    onopen() { resolve(this.close()); },
    onerror: reject
  }));
}

function request(url) {
  const headers = { 'Content-Type': 'application/json' };
  return fetch(url, { method: 'POST', headers, body: '[]', credentials: 'include' }).then(reply => reply.json());
}

function script(url) {
  return new Promise((resolve, reject) => {
    const made = Object.assign(document.createElement('script'), { src: url, onload: resolve, onerror: reject });
    document.documentElement.append(made);
  });
}

function callback(url) {
  window.jsonpcallback = () => {};
  return script(url + '?message=%5B%5D');
}

function tryAll(url) {
  return Promise.all([socket, request, callback, stream].map(way => way(url).then(() => 'open', () => 'closed')));
}
