import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, it } from 'node:test';
import Script from '../dist/client.mjs';
import Faye, { Client, VERSION } from '../dist/node.mjs';

const read = path => readFileSync(new URL('../' + path, import.meta.url), 'utf8');
const description = JSON.parse(read('package.json'));
const targets = value => (typeof value === 'string' ? [value] : Object.values(value).flatMap(targets));

describe('the package', () => {
  it('has the version of the server, and tells it', () => {
    const [, version] = /<artifactId>faye-parent<\/artifactId>\s*<version>([^<]+)</.exec(read('../pom.xml'));
    assert.equal(description.version, version);
    assert.deepEqual([Script.VERSION, Faye.VERSION, VERSION], [version, version, version]);
  });

  it('has the licence of the server', () => {
    assert.equal(read('LICENSE'), read('../LICENSE'));
  });

  it('has each file that it names', () => {
    const { exports, main, module, types, unpkg, jsdelivr } = description;
    const named = [...targets(exports), main, module, types, unpkg, jsdelivr];
    assert.ok(named.length > 10);
    assert.deepEqual(named.filter(path => !existsSync(new URL('../' + path, import.meta.url))), []);
  });

  it('depends on nothing', () => {
    assert.equal(description.dependencies, undefined);
    assert.deepEqual(description.peerDependenciesMeta, { ws: { optional: true } });
  });

  it('is the same for import and require in Node', () => {
    const required = createRequire(import.meta.url)('../dist/node.cjs');
    assert.equal(required, Faye);
    assert.equal(required.default, Faye);
    assert.equal(required.Client, Client);
  });
});
