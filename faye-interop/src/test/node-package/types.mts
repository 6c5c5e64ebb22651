import Faye, { Client, VERSION, type Message } from 'faye-client-js';

const client: Client = new Faye.Client('http://localhost:8000/faye', { timeout: 20, retry: 1, interval: 0 });
client.addExtension({ outgoing: (message: Message, pass) => pass({ ...message, ext: { version: VERSION } }) });
client.subscribe('/a', (data: { text: string }) => data.text).then(() => client.publish('/a', { text: 'Hello' }));
client.publish('/a', 1, { attempts: 2 }).errback(error => console.log(error.code.toFixed(), error.params.join()));
Faye.logger = console;
// @ts-expect-error: there is no such option
new Client('/faye', { tiemout: 20 });
