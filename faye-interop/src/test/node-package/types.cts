import Faye = require('faye-client-js');

const client: Faye.Client = new Faye.Client('http://localhost:8000/faye');
client.subscribe(['/a'], (data: number) => data).withChannel((channel: string) => channel).cancel();
Faye.default.logger = (line: string) => line;
const version: string = Faye.VERSION;
// @ts-expect-error: it is text
version.toFixed();
