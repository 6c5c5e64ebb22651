package io.faye.interop;

/**
 * A client that polls. With {@code ack} it gives up every second of its last polls at
 * a server. Without {@code ack} it goes on when its poll is answered.
 */
final class PollingHopper extends Hopper {

    private RawHttp http;

    PollingHopper(Service service, String channel, HopperKind kind, long seed) {
        super(service, channel, kind, seed);
    }

    @Override
    void begin() {
        http = new RawHttp(port());
    }

    @Override
    void stay(long until) {
        while (System.nanoTime() < until) {
            take(http.post(connect()).body());
            pause();
        }
    }

    @Override
    void hop() {
        if (kind().acknowledges() && random().nextBoolean()) {
            http.send("POST", "/faye", RawHttp.JSON, connect());
        }
        http.close();
        http = new RawHttp(port());
    }

    @Override
    String howToConnect() {
        return "\"connectionType\":\"long-polling\",\"advice\":{\"timeout\":1000}";
    }

    @Override
    void end() {
        http.close();
    }
}
