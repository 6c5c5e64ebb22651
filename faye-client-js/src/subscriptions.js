/** The name itself, its parent's `*`, and `**` of everything above it. */
export function patternsOf(channel) {
  const segments = channel.split('/');
  const above = segments.slice(0, -1).map((segment, i) => segments.slice(0, i + 1).join('/'));
  return [channel, above[above.length - 1] + '/*', ...above.map(ancestor => ancestor + '/**')];
}

/** Who hears which channel; a channel is subscribed to once at the server, however many hear it. */
export class Subscriptions {
  constructor() {
    this._channels = new Map();
  }

  /** Starts with the first who wants to hear the channel; the others share its promise. */
  add(channel, subscription, start) {
    let entry = this._channels.get(channel);
    if (!entry) {
      entry = { hearers: new Set(), accepted: null, confirmed: false };
      this._channels.set(channel, entry);
      entry.accepted = start().then(() => { entry.confirmed = true; });
      entry.accepted.catch(() => this._forget(channel, entry));
    }
    entry.hearers.add(subscription);
    return entry.accepted;
  }

  _forget(channel, entry) {
    if (this._channels.get(channel) === entry) this._channels.delete(channel);
  }

  /** Tells whether nobody hears the channel any more; without a subscription all of them go. */
  remove(channel, subscription) {
    const entry = this._channels.get(channel);
    if (!entry || (subscription && !entry.hearers.delete(subscription))) return false;
    if (subscription && entry.hearers.size) return false;
    return this._channels.delete(channel);
  }

  /** Those that the server knew of: a new session has to be told. */
  confirmed() {
    return [...this._channels].filter(([, entry]) => entry.confirmed).map(([channel]) => channel);
  }

  deliver(message) {
    const hearers = new Set();
    for (const pattern of patternsOf(message.channel)) {
      const entry = this._channels.get(pattern);
      if (entry) entry.hearers.forEach(hearer => hearers.add(hearer));
    }
    hearers.forEach(hearer => hearer._deliver(message));
  }
}
