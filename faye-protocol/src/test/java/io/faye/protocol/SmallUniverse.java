package io.faye.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All channels and patterns of few segments over three names, and what matching means, said in another way. */
final class SmallUniverse {

    private static final List<String> SEGMENTS = List.of("/a", "/ab", "/service");

    private SmallUniverse() {}

    static List<Channel> channels(int depth) {
        return names(depth).stream()
                .filter(name -> !name.isEmpty())
                .map(Channel::of)
                .toList();
    }

    static List<ChannelPattern> patterns(int depth) {
        Stream<String> wildcards = names(depth - 1).stream().flatMap(name -> Stream.of(name + "/*", name + "/**"));
        Stream<String> exact = names(depth).stream().filter(name -> !name.isEmpty());
        return Stream.concat(exact, wildcards).map(ChannelPattern::of).toList();
    }

    static boolean matches(ChannelPattern pattern, Channel channel) {
        String expression = pattern.toString().replace("/**", "(/[^/]+)+").replace("/*", "/[^/]+");
        boolean forServices = pattern.toString().matches("/service(/.*)?");
        return channel.toString().matches(expression)
                && (forServices || !channel.toString().matches("/service(/.*)?"));
    }

    private static List<String> names(int depth) {
        List<String> all = new ArrayList<>(List.of(""));
        List<String> level = all;
        for (int i = 0; i < depth; i++) {
            level = level.stream()
                    .flatMap(name -> SEGMENTS.stream().map(name::concat))
                    .toList();
            all.addAll(level);
        }
        return all;
    }
}
