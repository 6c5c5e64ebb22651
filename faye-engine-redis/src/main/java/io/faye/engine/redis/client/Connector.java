package io.faye.engine.redis.client;

import io.faye.engine.redis.client.ConnectionOptions.Login;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** Opens connections. When it is closed, it closes them all, also those that are being opened. */
final class Connector implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Connector.class);
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(2);

    private final ConnectionOptions options;
    private final String name;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * Creates a connector without connections.
     *
     * @param name by which Redis lists the connections
     */
    Connector(ConnectionOptions options, String name) {
        this.options = options;
        this.name = name;
    }

    /**
     * {@return a connection to the Redis that takes writes}
     *
     * @param patience how long to wait for an answer
     */
    JedisConnection open(RedisAddress address, Duration patience) {
        return open(
                address,
                patience,
                options.login(),
                configuration(options.login()).database(options.database()));
    }

    /** {@return a connection to a server that knows where Redis is} */
    JedisConnection ask(RedisAddress address, Duration patience, Login login) {
        return open(address, patience, login, configuration(login));
    }

    private DefaultJedisClientConfig.Builder configuration(Login login) {
        DefaultJedisClientConfig.Builder configuration = DefaultJedisClientConfig.builder()
                .protocol(options.protocol() == 2 ? RedisProtocol.RESP2 : RedisProtocol.RESP3)
                .clientName(name);
        if (login.user().isEmpty()) {
            return login.password().isEmpty() ? configuration : configuration.password(login.password());
        }
        // Without a password Jedis would leave the user out, too.
        return configuration.user(login.user()).password(login.password());
    }

    private JedisConnection open(
            RedisAddress address, Duration patience, Login login, DefaultJedisClientConfig.Builder configuration) {
        int millis = (int) patience.toMillis();
        Socket socket = new Socket();
        sockets.add(socket);
        try {
            Connection connection = new Connection(
                    () -> connected(socket, address, millis),
                    configuration.socketTimeoutMillis(millis).build());
            return new JedisConnection(address, connection, () -> close(socket));
        } catch (JedisDataException e) {
            close(socket);
            String user = login.user().isEmpty() ? "" : " (user '" + login.user() + "')";
            throw RedisException.unreachable(address, "refused the connection" + user + ": " + e.getMessage(), e);
        } catch (JedisException e) {
            close(socket);
            throw RedisException.unreachable(address, e);
        }
    }

    private Socket connected(Socket socket, RedisAddress address, int millis) {
        try {
            if (closed) {
                throw new IOException("The engine is closed");
            }
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            socket.setSoTimeout(millis);
            int most = (int) Math.min(millis, LONGEST_CONNECT.toMillis());
            socket.connect(new InetSocketAddress(InetAddress.getByName(address.host()), address.port()), most);
            return options.tls() ? options.authorities().encrypt(socket, address) : socket;
        } catch (IOException e) {
            throw new JedisConnectionException(e);
        }
    }

    /** Closes the socket below TLS, so that nothing waits for the other side. */
    private void close(Socket socket) {
        sockets.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            LOG.debug("A connection did not close well", e);
        }
    }

    @Override
    public void close() {
        closed = true;
        sockets.forEach(this::close);
    }
}
