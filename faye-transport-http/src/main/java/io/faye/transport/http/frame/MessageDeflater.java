package io.faye.transport.http.frame;

import io.faye.transport.OversizedRequest;
import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * Compresses messages (RFC 7692), each by itself: one compression serves all receivers of a message, and a connection keeps
 * no state for it. Not safe for threads.
 */
public final class MessageDeflater {

    /** What is longer goes out as it is, in pieces: to compress it would take a loop's time, and memory for the result. */
    public static final int LONGEST = 256 << 10;

    /** Below that there is little to gain. */
    private static final int SMALLEST = 512;

    /** As many times the limit are inflated of what is more than the limit, because it is done at once. */
    private static final int MOST_SKIPPED = 4;

    private static final byte[] TAIL = {0, 0, -1, -1};

    private final byte[] buffer = new byte[8 << 10];
    private @Nullable Deflater deflater;
    private @Nullable Inflater inflater;

    public void writeFrame(ByteBuf out, byte[] utf8) {
        if (utf8.length < SMALLEST) {
            FrameEncoder.writeText(out, utf8);
        } else {
            FrameEncoder.writeDeflated(out, deflate(utf8));
        }
    }

    private byte[] deflate(byte[] plain) {
        Deflater stream = deflater == null ? new Deflater(Deflater.DEFAULT_COMPRESSION, true) : deflater;
        deflater = stream;
        stream.reset();
        stream.setInput(plain);
        ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length / 2);
        int length;
        do {
            length = stream.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
            out.write(buffer, 0, length);
        } while (length == buffer.length);
        return withoutTail(out.toByteArray());
    }

    private static byte[] withoutTail(byte[] flushed) {
        return Arrays.copyOf(flushed, flushed.length - TAIL.length);
    }

    /**
     * {@return what was compressed, or null if it is more than the limit}
     *
     * @param limit how many bytes are kept
     * @param longer reads what is more than the limit, up to four times that; no more is ever inflated
     */
    public byte @Nullable [] inflate(byte[] compressed, int limit, OversizedRequest longer) throws DataFormatException {
        Inflater stream = inflater == null ? new Inflater(true) : inflater;
        inflater = stream;
        stream.reset();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        boolean whole = inflate(stream, compressed, limit, out, longer) && inflate(stream, TAIL, limit, out, longer);
        return whole && longer.length() == 0 ? out.toByteArray() : null;
    }

    /** {@return whether all was inflated} */
    private boolean inflate(
            Inflater stream, byte[] input, int limit, ByteArrayOutputStream out, OversizedRequest longer)
            throws DataFormatException {
        stream.setInput(input);
        int length = stream.inflate(buffer);
        while (length > 0 && !longer.isHopeless() && longer.length() <= (long) MOST_SKIPPED * limit) {
            if (longer.length() == 0 && length > limit - out.size()) {
                longer.add(out.toByteArray(), out.size());
                out.reset();
            }
            if (longer.length() == 0) {
                out.write(buffer, 0, length);
            } else {
                longer.add(buffer, length);
            }
            length = stream.inflate(buffer);
        }
        if (stream.needsDictionary()) {
            throw new DataFormatException("Nobody told of a dictionary");
        }
        return length == 0;
    }
}
