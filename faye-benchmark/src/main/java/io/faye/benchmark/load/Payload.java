package io.faye.benchmark.load;

/** What is published: a hundred bytes, in which publisher and number stand. */
final class Payload {

    private static final int LENGTH = 100;

    private Payload() {}

    static String of(int publisher, int number) {
        String begin = "{\"k\":\"" + publisher + "," + number + "\",\"pad\":\"";
        return begin + "x".repeat(LENGTH - begin.length() - 2) + "\"}";
    }
}
