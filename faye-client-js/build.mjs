// Joins the sources into the files of dist. Run: node build.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ORDER = [
  'error', 'log', 'platform', 'times', 'deferrable', 'emitter', 'extensions', 'pause', 'requests', 'scheduler',
  'subscription', 'subscriptions', 'polling', 'websocket', 'eventsource', 'transports', 'outbox', 'session', 'client'
].map(name => name + '.js');
const BANNER = '// The browser client of Faye for Java. Apache-2.0.\n';
const MEMBERS = ['Client', 'Deferrable', 'Scheduler', 'Error', 'VERSION'];
const FAYE = 'Object.assign(Faye, { ' + MEMBERS.join(', ').replace('Error', 'Error: FayeError') + ' });\n';
const EXPORTS = 'export { ' + MEMBERS.join(', ').replace('Error', 'FayeError as Error') + ' };\nexport default Faye;\n';

const here = path => fileURLToPath(new URL(path, import.meta.url));
const read = path => readFileSync(here(path), 'utf8');

/** The sources have comments on lines of their own only, and one import or export to a line. */
function body(name) {
  return read('src/' + name)
    .replace(/^import .*\n/gm, '')
    .replace(/^export /gm, '')
    .replace(/^ *\/\*\*[^]*?\*\/\n/gm, '')
    .replace(/^ *\/\/.*\n/gm, '')
    .replace(/^ +/gm, '')
    .replace(/\n\n+/g, '\n');
}

/** For `require`, also by programs that were compiled from `import`. */
function commonJs(all) {
  return BANNER + '\'use strict\';\n' + all + 'module.exports = Object.assign(Faye, { default: Faye });\n';
}

export function build() {
  const version = 'const VERSION = \'' + JSON.parse(read('package.json')).version + '\';\n';
  const all = version + ORDER.map(body).join('') + FAYE;
  return {
    'client.js': BANNER + '(() => {\n\'use strict\';\n' + all + 'globalThis.Faye = Faye;\n})();\n',
    'client.mjs': BANNER + all + EXPORTS,
    'client.cjs': commonJs(all),
    'node.cjs': commonJs(all + body('node.cjs')),
    // One instance, whichever way a program loads it.
    'node.mjs': BANNER + 'import Faye from \'./node.cjs\';\nexport const { ' + MEMBERS.join(', ') + ' } = Faye;\nexport default Faye;\n',
    'client.d.ts': read('src/client.d.ts'),
    'client.d.cts': read('src/client.d.ts')
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  Object.entries(build()).forEach(([name, text]) => writeFileSync(here('dist/' + name), text));
}
