import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { Pause } from '../src/pause.js';

const CLIENTS = 2000;
const LONGEST_OUTAGE = 10;
const random = Math.random;

beforeEach(() => {
  let seed = 1;
  Math.random = () => (seed = seed * 48271 % 2147483647) / 2147483647;
});

afterEach(() => {
  Math.random = random;
});

const ours = (base, failures) => new Pause().backOff(base, failures);
const jittered = limit => (base, failures) => Math.min(limit(base, failures), 30000) * (1 + Math.random()) / 2;

/** Milliseconds from the loss of the connection to each attempt of one client, until some time is over. */
const attempts = (backOff, base, end) => {
  const times = [];
  for (let time = 0; time < end;) times.push(time += backOff(base, times.length));
  return times;
};

/** The least share of clients that are back within twice the first wait, of restarts of all lengths up to ten times that wait. */
const worstShare = (backOff, base) => {
  const clients = Array.from({ length: CLIENTS }, () => attempts(backOff, base, (LONGEST_OUTAGE + 1) * base));
  let worst = 1;
  for (let outage = base / 10; outage <= LONGEST_OUTAGE * base; outage += base / 10) {
    const soon = clients.filter(times => times.find(time => time >= outage) - outage <= 2 * base);
    worst = Math.min(worst, soon.length / CLIENTS);
  }
  return worst;
};

describe('the wait after a failure', () => {
  it('is half to all of a limit, which begins at retry and doubles within three failures to thirty seconds', () => {
    for (const [lot, factor] of [[0, 0.5], [0.5, 0.75], [1, 1]]) {
      Math.random = () => lot;
      const waits = [0, 3, 6, 9, 12, 15, 300, 30000].map(failures => ours(1000, failures) / factor);
      assert.deepEqual(waits, [1000, 2000, 4000, 8000, 16000, 30000, 30000, 30000]);
    }
  });

  it('is not shorter than half of a retry above thirty seconds', () => {
    Math.random = () => 0;
    assert.equal(ours(60000, 7), 30000);
  });

  for (const retry of [0.2, 1, 5]) {
    it('with a retry of ' + retry + ' s has half of the clients back within 2 x retry, if a restart takes up to 10 x retry', () => {
      const share = worstShare(ours, retry * 1000);
      assert.ok(share >= 0.5, share + ' of all');
    });
  }

  it('would be too long for that if the limit doubled with each failure, or at once with each third', () => {
    const each = worstShare(jittered((base, failures) => base * 2 ** failures), 1000);
    const third = worstShare(jittered((base, failures) => base * 2 ** Math.floor(failures / 3)), 1000);
    assert.ok(each < 0.1 && third < 0.5, each + ' and ' + third);
  });

  it('has a client of a server that stays away ask it less than 200 times an hour', () => {
    const count = attempts(ours, 1000, 3600000).length;
    assert.ok(count > 100 && count < 200, count + ' attempts');
  });
});
