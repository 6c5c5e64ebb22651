package io.faye.transport;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Times as RFC 9110 writes them; that of the day is written once a second, however often it is asked for. Not safe for threads. */
public final class HttpDate {

    private static final DateTimeFormatter FORMAT = format("EEE, dd MMM yyyy HH:mm:ss 'GMT'");

    /** The first year that two digits can mean. */
    private static final int FIRST_YEAR = 1970;

    private static final DateTimeFormatter RFC_850 = new DateTimeFormatterBuilder()
            .appendPattern("EEEE, dd-MMM-")
            .appendValueReduced(ChronoField.YEAR, 2, 2, FIRST_YEAR)
            .appendPattern(" HH:mm:ss 'GMT'")
            .toFormatter(Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final List<DateTimeFormatter> READ = List.of(FORMAT, RFC_850, format("EEE MMM ppd HH:mm:ss yyyy"));

    private static DateTimeFormatter format(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }

    private long second = -1;
    private String text = "";

    /** Makes a clock. */
    public HttpDate() {}

    /** {@return the time of the day} */
    public String now() {
        long now = System.currentTimeMillis() / 1_000;
        if (now != second) {
            second = now;
            text = format(Instant.ofEpochSecond(now));
        }
        return text;
    }

    /**
     * {@return a time as it is written}
     *
     * @param time the time
     */
    public static String format(Instant time) {
        return FORMAT.format(time);
    }

    /**
     * {@return the time, in any of the three formats of RFC 9110, section 5.6.7, or nothing if the text is none}
     *
     * @param text the text
     */
    public static Optional<Instant> parse(String text) {
        return READ.stream()
                .flatMap(format -> parse(format, text.strip()).stream())
                .findFirst();
    }

    private static Optional<Instant> parse(DateTimeFormatter format, String text) {
        try {
            return Optional.of(format.parse(text, Instant::from));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
