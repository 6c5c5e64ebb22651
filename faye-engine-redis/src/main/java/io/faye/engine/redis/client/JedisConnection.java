package io.faye.engine.redis.client;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** A connection of Jedis. */
final class JedisConnection implements RedisConnection {

    private final RedisAddress address;
    private final Connection connection;
    private final Runnable closing;

    JedisConnection(RedisAddress address, Connection connection, Runnable closing) {
        this.address = address;
        this.connection = connection;
        this.closing = closing;
    }

    @Override
    public List<Object> execute(List<Call> calls) {
        List<Object> replies = new ArrayList<>(calls.size());
        for (Object reply : executeAll(calls)) {
            if (reply instanceof JedisDataException refusal) {
                throw RedisException.refused(calls.get(replies.size()), refusal);
            }
            replies.add(reply == null ? List.of() : reply);
        }
        return replies;
    }

    /** {@return the replies in the order of the calls; null for nothing, a {@code JedisDataException} for a refusal} */
    List<@Nullable Object> executeAll(List<Call> calls) {
        try {
            for (Call call : calls) {
                connection.sendCommand(call.encode());
            }
            return connection.getMany(calls.size());
        } catch (JedisException e) {
            throw RedisException.unreachable(address, e);
        }
    }

    RedisAddress address() {
        return address;
    }

    @Override
    public void close() {
        closing.run();
    }
}
