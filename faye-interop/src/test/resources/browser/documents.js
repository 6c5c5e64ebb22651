'use strict';

// What the examples of the documents take for granted on a page; it is noted what they say.
const said = [];
const words = values => values.map(value => (typeof value === 'string' ? value : JSON.stringify(value))).join(' ');
const saying = name => (...values) => said.push(words([name, ...values]));

console.log = (...values) => said.push(words(values));
Object.assign(window, {
  said,
  show: saying('show'),
  log: saying('log'),
  ready: saying('ready'),
  refused: saying('refused'),
  sent: saying('sent'),
  notSent: saying('not sent'),
  context: {}
});
