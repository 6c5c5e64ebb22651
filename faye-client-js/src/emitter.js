import { guarded } from './error.js';

export class Emitter {
  constructor() {
    this._listeners = [];
  }

  on(event, act, context) {
    this._listeners.push({ event, act, context });
    return this;
  }

  bind(event, act, context) {
    return this.on(event, act, context);
  }

  /** Without a listener all of the event's go. */
  off(event, act) {
    this._listeners = this._listeners.filter(one => one.event !== event || (act && one.act !== act));
    return this;
  }

  unbind(event, act) {
    return this.off(event, act);
  }

  trigger(event, ...values) {
    for (const { act, context } of this._listeners.filter(one => one.event === event)) {
      guarded(() => act.apply(context, values));
    }
  }
}
