package io.faye.engine.redis;

import java.time.Duration;
import java.util.List;
import redis.clients.jedis.BuilderFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.JedisClusterCRC16;

/** The ways to find Redis. */
final class Locators {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private Locators() {}

    static Locator of(RedisOptions options) {
        if (!options.sentinels().isEmpty()) {
            return () -> ask(options.sentinels(), sentinelConfig(options), each -> master(each, options.master()));
        }
        if (!options.cluster().isEmpty()) {
            int slot = JedisClusterCRC16.getSlot(new Keys(options.namespace()).log());
            return () -> ask(options.cluster(), config(options), each -> owner(each, slot));
        }
        return options::address;
    }

    /** Who asks one of several for the address. */
    private interface Question {
        HostAndPort ask(Connection connection);
    }

    private static HostAndPort ask(List<HostAndPort> those, JedisClientConfig config, Question question) {
        JedisException last = new JedisConnectionException("Nobody was asked");
        for (HostAndPort each : those) {
            try (Connection connection = new Connection(each, config)) {
                return question.ask(connection);
            } catch (JedisException e) {
                last = e;
            }
        }
        throw last;
    }

    private static HostAndPort master(Connection sentinel, String name) {
        List<?> address = Replies.list(sentinel.executeCommand(new CommandObject<>(
                new CommandArguments(Command.SENTINEL)
                        .add("GET-MASTER-ADDR-BY-NAME")
                        .add(name),
                BuilderFactory.RAW_OBJECT)));
        if (address.size() != 2) {
            throw new JedisConnectionException("The sentinel knows no master '" + name + "'");
        }
        return new HostAndPort(Replies.text(address.get(0)), (int) Replies.number(address.get(1)));
    }

    /** Each row: first slot, last slot, master, replicas. */
    private static HostAndPort owner(Connection node, int slot) {
        List<?> rows = Replies.list(node.executeCommand(
                new CommandObject<>(new CommandArguments(Command.CLUSTER).add("SLOTS"), BuilderFactory.RAW_OBJECT)));
        for (Object row : rows) {
            List<?> range = Replies.list(row);
            if (Replies.number(range.get(0)) <= slot && slot <= Replies.number(range.get(1))) {
                List<?> master = Replies.list(range.get(2));
                return new HostAndPort(Replies.text(master.get(0)), (int) Replies.number(master.get(1)));
            }
        }
        throw new JedisConnectionException("Nobody in the cluster has slot " + slot);
    }

    private static JedisClientConfig config(RedisOptions options) {
        return config(options, options.user(), options.password(), PATIENCE).build();
    }

    private static JedisClientConfig sentinelConfig(RedisOptions options) {
        return config(options, options.sentinelUser(), options.sentinelPassword(), PATIENCE)
                .build();
    }

    /** {@return what all our connections have in common} */
    static DefaultJedisClientConfig.Builder config(
            RedisOptions options, String user, String password, Duration patience) {
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder()
                .protocol(RedisProtocol.RESP2)
                .timeoutMillis((int) patience.toMillis());
        if (options.tls()) {
            options.trust().applyTo(config);
        }
        if (!user.isEmpty()) {
            config.user(user);
        }
        return password.isEmpty() ? config : config.password(password);
    }
}
