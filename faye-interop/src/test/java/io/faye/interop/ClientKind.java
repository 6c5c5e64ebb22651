package io.faye.interop;

import java.net.URI;

/** The clients that every test of client behaviour is run with. */
enum ClientKind {
    FAYE_WEBSOCKET(Transport.WEBSOCKET) {
        @Override
        InteropClient open(World world, URI url) {
            return new FayeClient(world.node(), url, transport(), inbox(world));
        }
    },
    FAYE_LONG_POLLING(Transport.LONG_POLLING) {
        @Override
        InteropClient open(World world, URI url) {
            return new FayeClient(world.node(), url, transport(), inbox(world));
        }
    },
    RUBY_WEBSOCKET(Transport.WEBSOCKET) {
        @Override
        InteropClient open(World world, URI url) {
            return new FayeClient(world.ruby(), url, transport(), inbox(world));
        }
    },
    RUBY_LONG_POLLING(Transport.LONG_POLLING) {
        @Override
        InteropClient open(World world, URI url) {
            return new FayeClient(world.ruby(), url, transport(), inbox(world));
        }
    },
    COMETD_WEBSOCKET(Transport.WEBSOCKET) {
        @Override
        InteropClient open(World world, URI url) {
            return new CometdClient(url, transport(), inbox(world));
        }
    },
    COMETD_LONG_POLLING(Transport.LONG_POLLING) {
        @Override
        InteropClient open(World world, URI url) {
            return new CometdClient(url, transport(), inbox(world));
        }
    },
    COMETD_SCRIPT_WEBSOCKET(Transport.WEBSOCKET) {
        @Override
        InteropClient open(World world, URI url) {
            return new FayeClient(world.cometd(), url, transport(), inbox(world));
        }
    },
    COMETD_SCRIPT_LONG_POLLING(Transport.LONG_POLLING) {
        @Override
        InteropClient open(World world, URI url) {
            return new FayeClient(world.cometd(), url, transport(), inbox(world));
        }
    },
    JAVA_WEBSOCKET(Transport.WEBSOCKET) {
        @Override
        InteropClient open(World world, URI url) {
            return new JavaClient(url, transport(), inbox(world));
        }
    },
    JAVA_LONG_POLLING(Transport.LONG_POLLING) {
        @Override
        InteropClient open(World world, URI url) {
            return new JavaClient(url, transport(), inbox(world));
        }
    };

    private final Transport transport;

    ClientKind(Transport transport) {
        this.transport = transport;
    }

    Transport transport() {
        return transport;
    }

    private static Inbox inbox(World world) {
        return new Inbox(() -> world.server().story());
    }

    abstract InteropClient open(World world, URI url);
}
