import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { build } from '../build.mjs';
import { patternsOf } from '../src/subscriptions.js';

const dist = name => readFileSync(new URL('../dist/' + name, import.meta.url), 'utf8');

it('the built files are those of these sources: node build.mjs', () => {
  for (const [name, text] of Object.entries(build())) assert.equal(dist(name), text, name);
});

it('the script is below 10 KB when it travels', () => {
  assert.ok(gzipSync(dist('client.js')).length < 10_000);
});

it('the classic script leaves one global behind', () => {
  const page = {};
  runInNewContext(dist('client.js'), page);
  assert.deepEqual(Object.keys(page), ['Faye']);
  assert.deepEqual(Object.keys(page.Faye), ['Client', 'Deferrable', 'Scheduler', 'Error', 'VERSION']);
});

it('a channel is heard by its name, its parent and all above', () => {
  assert.deepEqual(patternsOf('/a/b/c'), ['/a/b/c', '/a/b/*', '/**', '/a/**', '/a/b/**']);
  assert.deepEqual(patternsOf('/a'), ['/a', '/*', '/**']);
});
