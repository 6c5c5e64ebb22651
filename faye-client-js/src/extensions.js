/** What the application does about messages on their way in and out, at once or later. */
export class Extensions {
  constructor() {
    this._list = [];
  }

  add(extension, client) {
    this._list.push(extension);
    if (extension.added) extension.added(client);
  }

  remove(extension, client) {
    const at = this._list.indexOf(extension);
    if (at < 0) return;
    this._list.splice(at, 1);
    if (extension.removed) extension.removed(client);
  }

  /** An extension drops a message by passing on null. */
  pipe(stage, message, done) {
    const rest = this._list.filter(extension => extension[stage]);
    const next = passed => {
      if (!passed || !rest.length) return done(passed || null);
      rest.shift()[stage](passed, next);
    };
    next(message);
  }
}
