package io.faye.engine.redis.client;

import io.faye.engine.EngineException;
import io.faye.engine.redis.client.ConnectionOptions.Login;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import redis.clients.jedis.util.JedisClusterCRC16;

/** The ways to find the Redis that takes writes: there is one at a time, since all keys are in one slot. */
final class Locators {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    /** How Redis spells a host name that it does not know. */
    private static final List<String> UNKNOWN_HOSTS = List.of("", "?", "null");

    private Locators() {}

    /** {@return what finds it; it throws an {@code EngineException} if no server can tell} */
    static Supplier<RedisAddress> of(ConnectionOptions options, Keys keys, Connector connector) {
        if (!options.sentinels().isEmpty()) {
            return () -> ask(
                    options.sentinels(), options.sentinelLogin(), connector, each -> master(each, options.master()));
        }
        if (!options.cluster().isEmpty()) {
            int slot = JedisClusterCRC16.getSlot(keys.log());
            return () -> ask(options.cluster(), options.login(), connector, each -> owner(each, slot));
        }
        return options::address;
    }

    private static RedisAddress ask(
            List<RedisAddress> servers,
            Login login,
            Connector connector,
            Function<JedisConnection, RedisAddress> question) {
        EngineException last = new EngineException("No server was asked where Redis is");
        for (RedisAddress each : servers) {
            try (JedisConnection connection = connector.ask(each, PATIENCE, login)) {
                return question.apply(connection);
            } catch (EngineException e) {
                last = e;
            }
        }
        throw last;
    }

    private static RedisAddress master(JedisConnection sentinel, String name) {
        List<?> address = Replies.list(sentinel.execute(Call.of("SENTINEL", "GET-MASTER-ADDR-BY-NAME", name)));
        if (address.size() != 2) {
            throw new EngineException("The sentinel at " + sentinel.address() + " knows no master '" + name + "'");
        }
        return new RedisAddress(Replies.text(address.get(0)), (int) Replies.number(address.get(1)));
    }

    /** Each row: first slot, last slot, master, replicas. */
    private static RedisAddress owner(JedisConnection node, int slot) {
        for (Object row : Replies.list(node.execute(Call.of("CLUSTER", "SLOTS")))) {
            List<?> range = Replies.list(row);
            if (Replies.number(range.get(0)) <= slot && slot <= Replies.number(range.get(1))) {
                return master(Replies.list(range.get(2)), node.address());
            }
        }
        throw new EngineException("No node of the cluster that " + node.address() + " knows has slot " + slot);
    }

    /** A node without a known name is to be called by the name by which the asked node was called. */
    private static RedisAddress master(List<?> master, RedisAddress asked) {
        String host = Replies.text(master.get(0));
        int port = (int) Replies.number(master.get(1));
        return new RedisAddress(UNKNOWN_HOSTS.contains(host) ? asked.host() : host, port);
    }
}
