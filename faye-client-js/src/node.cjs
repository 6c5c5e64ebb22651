if (!webSocket()) {
  try {
    platform.WebSocket = require('ws');
  } catch (error) {
    // The package works without it, by polling.
    if (error.code !== 'MODULE_NOT_FOUND') throw error;
  }
}
