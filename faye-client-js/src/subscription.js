import { Deferrable } from './deferrable.js';
import { guarded } from './error.js';

/** Succeeds when the server has accepted all of its channels. */
export class Subscription extends Deferrable {
  constructor(client, channels, act, context) {
    super();
    this._client = client;
    this._act = act;
    this._context = context;
    this.channels = channels;
  }

  /** Hears messages together with the channel that each came on. */
  withChannel(act, context) {
    this._withChannel = act;
    this._channelContext = context;
    return this;
  }

  cancel() {
    this.channels.forEach(channel => this._client.unsubscribe(channel, this));
  }

  unsubscribe() {
    this.cancel();
  }

  _deliver(message) {
    if (this._act) guarded(() => this._act.call(this._context, message.data));
    if (this._withChannel) {
      guarded(() => this._withChannel.call(this._channelContext, message.channel, message.data));
    }
  }
}
