# Drives Faye clients of Ruby; commands and events are those of driver.js.

require 'eventmachine'
require 'faye'
require 'json'

$stdout.sync = true

CLIENTS = {}

def tell(event)
  puts JSON.generate(event)
end

def answer(command, error = '')
  tell('call' => command['call'], 'error' => error)
end

# Answers when the client knows how it ended.
def settle(command, deferrable)
  return answer(command) unless deferrable
  deferrable.callback { answer(command) }
  deferrable.errback { |error| answer(command, error.to_s) }
end

# A client with what passes through it.
class Driven
  attr_reader :client, :subscriptions

  def initialize(url, transport, connected)
    @transport = transport
    @connected = connected
    @unsubscribing = {}
    @subscriptions = {}
    @client = Faye::Client.new(url, retry: 0.2)
    @client.disable('websocket') unless transport == 'websocket'
    @client.add_extension(self)
  end

  # The client has no callback for this.
  def unsubscribe(channel, &replied)
    @unsubscribing[channel] = replied
    @subscriptions.delete(channel).cancel
  end

  # A client shakes hands by long-polling, whatever it uses then: it is open when it connects as it was told to.
  def outgoing(message, callback)
    @connected.shift.call if message['connectionType'] == @transport && @connected.any?
    callback.call(message)
  end

  def incoming(message, callback)
    replied = @unsubscribing.delete(message['subscription']) if message['channel'] == '/meta/unsubscribe'
    replied.call if replied
    callback.call(message)
  end
end

def open_client(command)
  driven = Driven.new(command['url'], command['transport'], [-> { answer(command) }])
  CLIENTS[command['client']] = driven
  driven.client.connect
end

def subscribe(command, driven)
  subscription = driven.client.subscribe(command['channel'])
  subscription.with_channel do |channel, data|
    tell('client' => command['client'], 'channel' => channel, 'data' => data)
  end
  driven.subscriptions[command['channel']] = subscription
  settle(command, subscription)
end

def run(command)
  driven = CLIENTS[command['client']]
  case command['op']
  when 'open' then open_client(command)
  when 'subscribe' then subscribe(command, driven)
  when 'unsubscribe' then driven.unsubscribe(command['channel']) { answer(command) }
  when 'publish' then settle(command, driven.client.publish(command['channel'], command['data']))
  when 'disconnect' then settle(command, driven.client.disconnect)
  when 'close'
    # The server may be gone by now, so nobody waits for its reply.
    driven.client.disconnect
    answer(command)
  end
end

EventMachine.run do
  Thread.new do
    $stdin.each_line { |line| EventMachine.next_tick { run(JSON.parse(line)) } }
    EventMachine.next_tick { EventMachine.stop }
  end
end
