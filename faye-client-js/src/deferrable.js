/** Something that succeeds or fails later; never resolved with itself, because it is a thenable. */
export class Deferrable {
  constructor() {
    this._promise = new Promise((resolve, reject) => {
      this._succeed = resolve;
      this._fail = reject;
    });
    this._promise.catch(() => {});
  }

  then(onSuccess, onFailure) {
    return this._promise.then(onSuccess, onFailure);
  }

  catch(onFailure) {
    return this._promise.catch(onFailure);
  }

  callback(act, context) {
    this._promise.then(value => act.call(context, value), () => {});
    return this;
  }

  errback(act, context) {
    this._promise.catch(error => act.call(context, error));
    return this;
  }
}
