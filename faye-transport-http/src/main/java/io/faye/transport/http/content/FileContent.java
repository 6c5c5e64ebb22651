package io.faye.transport.http.content;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A file, read piece by piece on threads that may block. The file is open only while a piece is read, so that clients who read
 * slowly hold no file open. If the file changes meanwhile, reading fails.
 */
public final class FileContent implements Content {

    private final Path file;
    private final String version;
    private final long length;
    private final Executor readers;

    public FileContent(Path file, BasicFileAttributes attributes, Executor readers) {
        this.file = file;
        this.version = version(attributes);
        this.length = attributes.size();
        this.readers = readers;
    }

    /** {@return what changes when the file does} */
    public static String version(BasicFileAttributes attributes) {
        long time = attributes.lastModifiedTime().to(TimeUnit.MICROSECONDS);
        return Long.toHexString(time) + '-' + Long.toHexString(attributes.size());
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public long memory() {
        return 0;
    }

    @Override
    public ContentReader pieces() {
        return new Reading();
    }

    private byte[] read(long from) throws IOException {
        if (!version(Files.readAttributes(file, BasicFileAttributes.class)).equals(version)) {
            throw new IOException("The file has changed while it was sent: " + file);
        }
        ByteBuffer piece = ByteBuffer.allocate((int) Math.min(PIECE, length - from));
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            channel.position(from);
            while (piece.hasRemaining()) {
                if (channel.read(piece) < 0) {
                    throw new IOException("The file has become shorter while it was sent: " + file);
                }
            }
        }
        return piece.array();
    }

    private final class Reading implements ContentReader {
        private long at;
        private boolean fetching;
        private volatile @Nullable Fetched ready;

        @Override
        public boolean isEnded() {
            return at == length;
        }

        @Override
        public @Nullable ByteBuf next(ByteBufAllocator allocator, Runnable fetched) throws IOException {
            Fetched piece = ready;
            if (piece == null) {
                fetch(fetched);
                return null;
            }
            fetching = false;
            ready = null;
            if (piece.fault != null) {
                throw new IOException(piece.fault);
            }
            at += piece.bytes.length;
            return Unpooled.wrappedBuffer(piece.bytes);
        }

        private void fetch(Runnable fetched) throws IOException {
            if (fetching) {
                return;
            }
            fetching = true;
            long from = at;
            try {
                readers.execute(() -> {
                    ready = fetch(from);
                    fetched.run();
                });
            } catch (RejectedExecutionException e) {
                throw new IOException("Files are not served any more", e);
            }
        }

        private Fetched fetch(long from) {
            try {
                return new Fetched(read(from), null);
            } catch (IOException | RuntimeException e) {
                return new Fetched(new byte[0], e);
            }
        }
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Fetched(byte[] bytes, @Nullable Exception fault) {}
}
