// Joins the sources into the files of dist. Run: node build.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ORDER = [
  'error', 'log', 'deferrable', 'emitter', 'extensions', 'pause', 'requests', 'scheduler', 'subscription', 'subscriptions',
  'polling', 'websocket', 'eventsource', 'transports', 'outbox', 'session', 'client'
];
const BANNER = '// The browser client of Faye for Java. Apache-2.0.\n';
const PUBLIC = 'Client, Deferrable, Scheduler, FayeError as Error';

const here = path => fileURLToPath(new URL(path, import.meta.url));

/** The sources have comments on lines of their own only, and one import or export to a line. */
function body(name) {
  return readFileSync(here('src/' + name + '.js'), 'utf8')
    .replace(/^import .*\n/gm, '')
    .replace(/^export /gm, '')
    .replace(/^ *\/\*\*[^]*?\*\/\n/gm, '')
    .replace(/^ *\/\/.*\n/gm, '')
    .replace(/^ +/gm, '')
    .replace(/\n\n+/g, '\n');
}

export function build() {
  const all = ORDER.map(body).join('');
  const faye = 'Object.assign(Faye, { ' + PUBLIC.replace(/(\w+) as (\w+)/, '$2: $1') + ' });\n';
  return {
    'client.js': BANNER + '(() => {\n\'use strict\';\n' + all + faye + 'globalThis.Faye = Faye;\n})();\n',
    'client.mjs': BANNER + all + faye + 'export { ' + PUBLIC + ' };\nexport default Faye;\n',
    'client.d.ts': readFileSync(here('src/client.d.ts'), 'utf8')
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  Object.entries(build()).forEach(([name, text]) => writeFileSync(here('dist/' + name), text));
}
