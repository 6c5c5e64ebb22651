package io.faye.engine.redis;

import java.util.ArrayList;
import java.util.List;
import org.testcontainers.containers.GenericContainer;

/** A server in a container, which stays the same one when it is stopped and started. */
final class ContainedRedis implements RedisHost {

    private static final String IMAGE = "redis:7.4-alpine";

    private GenericContainer<?> container;

    @Override
    public String description() {
        return "container of " + IMAGE;
    }

    @Override
    public void start(int port, List<String> settings) {
        if (container != null) {
            container
                    .getDockerClient()
                    .startContainerCmd(container.getContainerId())
                    .exec();
            return;
        }
        List<String> command = new ArrayList<>(List.of("redis-server", "--save", ""));
        command.addAll(settings);
        container = new GenericContainer<>(IMAGE).withCommand(command.toArray(String[]::new));
        container.setPortBindings(List.of(port + ":6379"));
        container.start();
    }

    @Override
    public void stop() {
        container.getDockerClient().stopContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void kill() {
        container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void pause() {
        container
                .getDockerClient()
                .pauseContainerCmd(container.getContainerId())
                .exec();
    }

    @Override
    public void resume() {
        container
                .getDockerClient()
                .unpauseContainerCmd(container.getContainerId())
                .exec();
    }

    @Override
    public void close() {
        container.stop();
    }
}
