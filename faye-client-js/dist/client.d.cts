/** Seconds, wherever a time is given. */
export interface ClientOptions {
  /**
   * How long the client waits for the reply to a publish, subscribe, unsubscribe or disconnect; by default 1.2 times the
   * timeout that the server advises. For replies to handshakes and connects the server's advice counts once it is known.
   */
  timeout?: number;
  /** The longest wait from a failure to the next attempt, at first; it doubles within three failures, to 30. By default 5. */
  retry?: number;
  /** From one connect to the next; at least what the server advises, at most half of its timeout. By default 0. */
  interval?: number;
  /** Other URLs for some connection types. */
  endpoints?: Partial<Record<ConnectionType, string>>;
  /** Gives a token for each handshake, and whenever the server asks for a new one; must settle. */
  token?: () => string | Promise<string>;
  scheduler?: new (message: Message, options: SchedulerOptions) => Scheduler;
}

export type ConnectionType = 'websocket' | 'eventsource' | 'long-polling' | 'cross-origin-long-polling';

export interface PublishOptions {
  /** How often the message is sent at most; 1 if neither this nor a deadline is given. */
  attempts?: number;
  /** After so many seconds it is not sent again. */
  deadline?: number;
}

export interface Message {
  channel: string;
  id?: string;
  clientId?: string;
  data?: any;
  ext?: any;
  error?: string;
  successful?: boolean;
  [field: string]: any;
}

export interface Extension {
  incoming?(message: Message, callback: (message: Message | null) => void): void;
  outgoing?(message: Message, callback: (message: Message | null) => void): void;
  added?(client: Client): void;
  removed?(client: Client): void;
}

/** The version of this client. */
export const VERSION: string;

declare class FayeError {
  readonly name: string;
  /** Of the server's refusal; 0 if there was no answer. */
  readonly code: number;
  readonly params: string[];
  readonly message: string;
  toString(): string;
}
export { FayeError as Error };

export class Deferrable implements PromiseLike<void> {
  then<A = void, B = never>(
    onSuccess?: ((value: void) => A | PromiseLike<A>) | null,
    onFailure?: ((error: FayeError) => B | PromiseLike<B>) | null
  ): Promise<A | B>;
  catch<B = never>(onFailure: (error: FayeError) => B | PromiseLike<B>): Promise<void | B>;
  callback(act: () => void, context?: any): this;
  errback(act: (error: FayeError) => void, context?: any): this;
}

export interface Subscription extends Deferrable {
  readonly channels: string[];
  withChannel(act: (channel: string, data: any) => void, context?: any): this;
  cancel(): void;
  unsubscribe(): void;
}

export interface SchedulerOptions {
  attempts?: number;
  /** After that the message is not sent again. */
  deadline?: Date;
  timeout: number;
  interval: number;
}

export class Scheduler {
  constructor(message: Message, options: SchedulerOptions);
  message: Message;
  options: SchedulerOptions;
  attempts: number;
  getTimeout(): number;
  getInterval(): number;
  isDeliverable(): boolean;
  send(): void;
  succeed(): void;
  fail(): void;
  abort(): void;
}

export type Feature = ConnectionType | 'autodisconnect';
export type TransportEvent = 'transport:down' | 'transport:up';

export class Client {
  constructor(url?: string, options?: ClientOptions);
  readonly endpoint: string;
  connect(callback?: () => void, context?: any): Deferrable;
  disconnect(): Deferrable;
  subscribe(channels: string | string[], act?: (data: any) => void, context?: any): Subscription;
  unsubscribe(channels: string | string[], subscription?: Subscription): void;
  publish(channel: string, data: any, options?: PublishOptions): Deferrable;
  addExtension(extension: Extension): void;
  removeExtension(extension: Extension): void;
  on(event: TransportEvent, act: () => void, context?: any): this;
  bind(event: TransportEvent, act: () => void, context?: any): this;
  off(event: TransportEvent, act?: () => void): this;
  unbind(event: TransportEvent, act?: () => void): this;
  setHeader(name: string, value: string): void;
  disable(feature: Feature): void;
  getState(): 'UNCONNECTED' | 'CONNECTING' | 'CONNECTED' | 'DISCONNECTED';
}

export type Logger = ((line: string) => void) | Record<'debug' | 'info' | 'warn', (line: string) => void>;

declare const Faye: {
  /** By default nothing is logged. */
  logger?: Logger;
  readonly VERSION: string;
  Client: typeof Client;
  Deferrable: typeof Deferrable;
  Scheduler: typeof Scheduler;
  Error: typeof FayeError;
};
export default Faye;
export as namespace Faye;
