'use strict';

const {mount, token} = document.body.dataset;
const element = id => document.getElementById(id);
const sleep = milliseconds => new Promise(done => setTimeout(done, milliseconds));
const now = () => new Date().toTimeString().slice(0, 8);

const MOST_ROWS = 200;
const LONGEST_LINE = 60;

function make(tag, text, kind) {
  const made = document.createElement(tag);
  made.textContent = text;
  if (kind) made.className = kind;
  return made;
}

/** A channel breaks after its slashes, so that no word of it is broken. */
function makeChannel(tag, channel, kind) {
  const made = make(tag, '', kind);
  channel.split(/(?<=\/)/).forEach((part, i) => made.append(...(i ? [document.createElement('wbr'), part] : [part])));
  return made;
}

function show(list, entry, most) {
  list.prepend(entry);
  while (list.children.length > most) list.lastChild.remove();
  showEmpty(list);
}

function showEmpty(list) {
  list.closest('section').querySelector('.empty').hidden = list.children.length > 0;
}

function showState(kind, text) {
  element('state').className = 'state ' + kind;
  element('state').textContent = text;
}

function parse(text) {
  try { return JSON.parse(text); } catch (notJson) { return text; }
}

/** JSON in one line if that is short, else indented. What was cut off is no JSON any more, and is shown as it is. */
function formatted(value) {
  const line = JSON.stringify(value);
  return line === undefined || line.length <= LONGEST_LINE ? String(line) : JSON.stringify(value, null, 2);
}

function formattedText(text) {
  try { return formatted(JSON.parse(text)); } catch (notJson) { return text; }
}

function onSubmit(form, act) {
  const said = form.parentElement.querySelector('.said');
  form.onsubmit = async event => {
    event.preventDefault();
    try {
      said.textContent = await act(form.elements);
      said.className = 'said soft';
    } catch (problem) {
      said.textContent = problem.message;
      said.className = 'said bad';
    }
  };
}

/** The monitoring events: a table that can be filtered, and that stands still while it is paused. */
const events = {
  paused: false,
  waiting: [],

  add(event) {
    if (this.paused) {
      this.waiting.push(event);
      if (this.waiting.length > MOST_ROWS) this.waiting.shift();
    } else {
      this.show(event);
    }
    this.name();
  },

  show(event) {
    const row = make('tr', '');
    const time = new Date(event.time).toTimeString().slice(0, 8);
    row.append(make('td', time, 'soft'), make('td', event.event, event.event),
      make('td', event.client && event.client + '\u2026', 'soft'),
      makeChannel('td', event.about, 'about'), make('td', formattedText(event.data), 'data'));
    this.hide(row);
    show(element('events'), row, MOST_ROWS);
  },

  hide(row) {
    const wanted = element('filter').value.trim().toLowerCase();
    row.hidden = wanted !== '' && ![...row.cells].some(cell => cell.textContent.toLowerCase().includes(wanted));
  },

  name() {
    element('pause').textContent = this.paused ? 'go on (' + this.waiting.length + ' new)' : 'pause';
  },

  pause() {
    this.paused = !this.paused;
    if (!this.paused) this.waiting.splice(0).forEach(event => this.show(event));
    this.name();
  },

  /** Asks for what came after the last event, again and again; a failure is waited out, unless it says that nobody may ask. */
  async watch(ask) {
    for (let after = 0; ;) {
      try {
        for (const event of await ask(after)) { this.add(event); after = event.number; }
        await sleep(200);
      } catch (problem) {
        if (problem.refused) return;
        await sleep(2000);
      }
    }
  }
};

document.querySelectorAll('[data-clear]').forEach(button => {
  button.onclick = () => { const list = element(button.dataset.clear); list.replaceChildren(); showEmpty(list); };
});
element('pause').onclick = () => events.pause();
element('filter').oninput = () => [...element('events').rows].forEach(row => events.hide(row));
