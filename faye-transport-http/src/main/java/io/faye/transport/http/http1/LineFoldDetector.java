package io.faye.transport.http.http1;

import io.netty.buffer.ByteBuf;
import io.netty.util.ByteProcessor;

/** Finds a header field that goes on in a second line. It looks at each byte once, however the header block arrives. */
final class LineFoldDetector implements ByteProcessor {

    private enum Place {
        BEFORE,
        LINE,
        LINE_START,
        LAST_LINE,
        BEHIND
    }

    private Place place = Place.BEFORE;
    private boolean found;
    private int seen;

    /** A request begins. */
    void restart() {
        place = Place.BEFORE;
        found = false;
        seen = 0;
    }

    /** {@return whether there is a fold in what has come of the header block} */
    boolean isFolded(ByteBuf in) {
        int from = in.readerIndex() + seen;
        if (place != Place.BEHIND && !found && from < in.writerIndex()) {
            int last = in.forEachByte(from, in.writerIndex() - from, this);
            seen = (last < 0 ? in.writerIndex() : last + 1) - in.readerIndex();
        }
        return found;
    }

    /** So many of the bytes are there no more. */
    void consumed(int bytes) {
        seen = Math.max(0, seen - bytes);
    }

    @Override
    public boolean process(byte next) {
        found = place == Place.LINE_START && (next == ' ' || next == '\t');
        place = behind(next);
        return !found && place != Place.BEHIND;
    }

    private Place behind(byte next) {
        return switch (place) {
            case BEFORE -> Character.isISOControl(next) || Character.isWhitespace(next) ? place : Place.LINE;
            case LINE -> next == '\n' ? Place.LINE_START : place;
            case LINE_START -> next == '\r' ? Place.LAST_LINE : next == '\n' ? Place.BEHIND : Place.LINE;
            case LAST_LINE -> next == '\n' ? Place.BEHIND : Place.LINE;
            case BEHIND -> place;
        };
    }
}
