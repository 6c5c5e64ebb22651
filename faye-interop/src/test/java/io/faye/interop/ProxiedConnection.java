package io.faye.interop;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;

/** One connection through the proxy: a thread for each direction copies what comes. */
final class ProxiedConnection implements AutoCloseable {

    private static final int NOTICE_MILLIS = 5_000;

    private final Proxy.Passage passage;
    private final Socket client;
    private final Socket server;
    private final Thread responses;

    ProxiedConnection(Proxy.Passage passage, Socket client, Socket server) {
        this.passage = passage;
        this.client = client;
        this.server = server;
        Threads.start("proxy requests", () -> copy(true, client, server));
        this.responses = Threads.start("proxy responses", () -> copy(false, server, client));
    }

    /** Ends the requests, and returns when the server has ended its side too. */
    void hangUp() {
        try {
            server.shutdownOutput();
            responses.join(NOTICE_MILLIS);
        } catch (IOException alreadyCut) {
            close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            client.close();
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void copy(boolean request, Socket from, Socket to) {
        try {
            copyUntilCut(request, from.getInputStream(), to.getOutputStream());
        } catch (IOException cutByAnother) {
            // The other direction, the client or the server has ended the connection; so does this.
        } finally {
            close();
        }
    }

    private void copyUntilCut(boolean request, InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
            int passing = passage.passes(request, buffer, read);
            out.write(buffer, 0, passing);
            if (passing < read) {
                return;
            }
        }
    }
}
