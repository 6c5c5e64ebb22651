// Makes any Node one without a WebSocket.
delete globalThis.WebSocket;
