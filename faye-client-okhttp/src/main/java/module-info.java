/** The client's requests and WebSockets by OkHttp: {@link io.faye.client.okhttp.OkHttpNetwork}. */
module io.faye.client.okhttp {
    requires transitive io.faye.client;
    requires transitive okhttp3;
    requires okhttp3.java.net.cookiejar;
    requires static transitive org.jspecify;

    exports io.faye.client.okhttp;
}
