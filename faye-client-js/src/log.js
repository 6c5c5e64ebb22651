import { guarded } from './error.js';

/** What applications know as `Faye`. They may give it a `logger`: an object such as `console`, or a function. */
export const Faye = {};

export function log(level, ...words) {
  const { logger } = Faye;
  if (!logger) return;
  const line = ['[Faye]', ...words.map(word => (typeof word === 'string' ? word : JSON.stringify(word)))].join(' ');
  guarded(() => (typeof logger === 'function' ? logger(line) : logger[level](line)));
}
