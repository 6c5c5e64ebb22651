package io.faye.interop.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The memory of a Java process on Linux. */
final class Memory {

    private static final Path JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    /** The last line of a histogram: instances and bytes of all classes together. */
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");
    /** Where the heap is, in what the process tells of it: of one generation or of all. */
    private static final Pattern RANGE = Pattern.compile("\\[0x([0-9a-f]+), (?:0x[0-9a-f]+, )?0x([0-9a-f]+)\\)");
    /** The beginning of a mapping, and what of it is in memory. */
    private static final Pattern MAPPING =
            Pattern.compile("(?m)^([0-9a-f]+)-[0-9a-f]+ [-rwxps]{4} (?s:.*?)^Rss: +(\\d+) kB$");

    private final long pid;
    private final long[] place;

    Memory(long pid) {
        this.pid = pid;
        this.place = range(ask(pid, "GC.heap_info"));
    }

    /** {@return KiB of the heap that something refers to} Making a histogram collects the garbage first. */
    long heap() {
        String histogram = ask(pid, "GC.class_histogram");
        Matcher total = TOTAL.matcher(histogram);
        if (!total.find()) {
            throw new IllegalStateException("No total in " + histogram);
        }
        return Long.parseLong(total.group(1)) >> 10;
    }

    /** {@return KiB that are in memory and not of the heap: buffers, among other things} */
    long beside() {
        Matcher mapping = MAPPING.matcher(mappings(pid));
        long beside = 0;
        while (mapping.find()) {
            long start = Long.parseUnsignedLong(mapping.group(1), 16);
            boolean isHeap = Long.compareUnsigned(start, place[0]) >= 0 && Long.compareUnsigned(start, place[1]) < 0;
            beside += isHeap ? 0 : Long.parseLong(mapping.group(2));
        }
        return beside;
    }

    private static long[] range(String info) {
        long[] whole = {Long.MAX_VALUE, 0};
        Matcher range = RANGE.matcher(info);
        while (range.find()) {
            whole[0] = Math.min(whole[0], Long.parseLong(range.group(1), 16));
            whole[1] = Math.max(whole[1], Long.parseLong(range.group(2), 16));
        }
        return whole;
    }

    private static String mappings(long pid) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(pid), "smaps"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String ask(long pid, String command) {
        try {
            Process asking = new ProcessBuilder(JCMD.toString(), String.valueOf(pid), command)
                    .redirectErrorStream(true)
                    .start();
            String answer = new String(asking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (asking.waitFor() != 0) {
                throw new IllegalStateException("jcmd " + command + " failed: " + answer);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking for the heap", e);
        }
    }
}
