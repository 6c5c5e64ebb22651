'use strict';

// Makes any server one that knows nothing of acknowledgement: what the client says of it does not arrive.
const fetchAsItIs = window.fetch;
window.fetch = (url, init) => fetchAsItIs(url, { ...init, body: init.body.replace('"ack":', '"unheard":') });
