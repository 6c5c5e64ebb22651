export { Client } from './client.js';
export { Deferrable } from './deferrable.js';
export { FayeError as Error } from './error.js';
export { Scheduler } from './scheduler.js';
