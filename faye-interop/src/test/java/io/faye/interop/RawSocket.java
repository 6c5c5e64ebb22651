package io.faye.interop;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A TCP connection to the server on which tests write and read what they like. */
public final class RawSocket implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RawSocket.class);
    private static final int READ_MILLIS = 10_000;

    private final Socket socket;
    private final DataInputStream in;

    public RawSocket(int port) {
        this(port, InetAddress.getLoopbackAddress());
    }

    /** Connects from one of the addresses of this machine, of which Linux has all that begin with 127. */
    public RawSocket(int port, InetAddress from) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port, from, 0);
            socket.setSoTimeout(READ_MILLIS);
            socket.setTcpNoDelay(true);
            in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void write(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public byte[] read(int count) {
        try {
            return in.readNBytes(count);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the next byte, or -1 if the server has closed} */
    public int read() {
        try {
            return in.read();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the next line without its end} Fails if the server has closed and said nothing more. */
    public String line() {
        StringBuilder line = new StringBuilder();
        int next = read();
        if (next < 0) {
            throw new AssertionError("The server has closed the connection instead of saying a line");
        }
        for (; next >= 0 && next != '\n'; next = read()) {
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }

    /** {@return whether there is something to read, an end included, or comes within the time} */
    public boolean hears(Duration time) {
        try {
            socket.setSoTimeout(Math.toIntExact(time.toMillis()));
            in.mark(1);
            in.read();
            in.reset();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            patient();
        }
    }

    /** Says what it can until the server does not listen any more; that it does not is no failure. */
    public void writeWhileOpen(byte[] bytes) {
        takes(bytes);
    }

    /** Says something. {@return whether the server has not closed yet, as far as can be seen} */
    public boolean takes(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return true;
        } catch (IOException e) {
            LOG.debug("The server has closed {}", socket, e);
            return false;
        }
    }

    /** Says that nothing more will be said; the server closes when it has noticed. */
    public void hangUp() {
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void patient() {
        try {
            socket.setSoTimeout(READ_MILLIS);
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
