// The global that the classic script defines.
const page = new Faye.Client('/faye');
page.on('transport:up', () => Faye.VERSION.length).disable('autodisconnect');
