/** What the package for Node puts in place of a WebSocket that the platform lacks. */
export const platform = {};

export function webSocket() {
  return globalThis.WebSocket || platform.WebSocket;
}
