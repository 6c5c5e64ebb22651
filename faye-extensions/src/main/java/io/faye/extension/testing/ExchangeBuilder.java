package io.faye.extension.testing;

import io.faye.extension.Exchange;
import io.faye.extension.Request;
import io.faye.protocol.ChannelNames;
import io.faye.protocol.ClientId;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes up what an extension knows of where a message comes from or goes to. Not safe for threads. */
public final class ExchangeBuilder {

    private final FakeSessions sessions;
    private final Map<String, String> attributes = new HashMap<>();
    private final Map<String, List<String>> headers = new LinkedHashMap<>();
    private final Map<String, List<String>> query = new LinkedHashMap<>();
    private final List<X509Certificate> certificates = new ArrayList<>();
    private SocketAddress address = InetSocketAddress.createUnresolved("client.example", 50_000);
    private String transport = "websocket";
    private ChannelNames names = ChannelNames.FAYE;
    private @Nullable ClientId client;
    private boolean local;

    ExchangeBuilder(FakeSessions sessions) {
        this.sessions = sessions;
    }

    /**
     * Names the session.
     *
     * @param session begins now if there is no such session yet
     * @return this
     */
    public ExchangeBuilder client(ClientId session) {
        client = session;
        return this;
    }

    /**
     * Adds an attribute, of the session if there is one.
     *
     * @param name its name
     * @param value its value
     * @return this
     */
    public ExchangeBuilder attribute(String name, String value) {
        attributes.put(name, value);
        return this;
    }

    /**
     * Adds a header field.
     *
     * @param name its name, in any case
     * @param value its value
     * @return this
     */
    public ExchangeBuilder header(String name, String value) {
        headers.computeIfAbsent(name.toLowerCase(Locale.ROOT), key -> new ArrayList<>())
                .add(value);
        return this;
    }

    /**
     * Adds a cookie.
     *
     * @param name its name
     * @param value its value
     * @return this
     */
    public ExchangeBuilder cookie(String name, String value) {
        return header("cookie", name + "=" + value);
    }

    /**
     * Adds a parameter of the query.
     *
     * @param name its name
     * @param value its value
     * @return this
     */
    public ExchangeBuilder query(String name, String value) {
        query.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
        return this;
    }

    /**
     * Adds a certificate to those that the client showed.
     *
     * @param certificate its own first
     * @return this
     */
    public ExchangeBuilder certificate(X509Certificate certificate) {
        certificates.add(certificate);
        return this;
    }

    /**
     * Sets the other end of the connection.
     *
     * @param remote the address
     * @return this
     */
    public ExchangeBuilder remoteAddress(SocketAddress remote) {
        address = remote;
        return this;
    }

    /**
     * Sets how the message travels.
     *
     * @param name such as {@code long-polling}; {@code websocket} unless set
     * @return this
     */
    public ExchangeBuilder transport(String name) {
        transport = name;
        return this;
    }

    /**
     * Sets which names of channels the server accepts.
     *
     * @param accepted {@link ChannelNames#FAYE} unless set
     * @return this
     */
    public ExchangeBuilder channelNames(ChannelNames accepted) {
        names = accepted;
        return this;
    }

    /**
     * Makes it a client in the server's own process, which has no headers and no address.
     *
     * @return this
     */
    public ExchangeBuilder local() {
        local = true;
        return this;
    }

    /** {@return the exchange, which also counts as one of the tester's sessions if it names one} */
    public Exchange build() {
        Request request = local ? Request.LOCAL : new FakeRequest(transport, headers, query, address, certificates);
        if (client != null) {
            sessions.begin(client, attributes);
        }
        return new FakeExchange(sessions, request, names, client, attributes);
    }
}
