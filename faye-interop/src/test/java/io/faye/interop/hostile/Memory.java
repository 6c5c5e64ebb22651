package io.faye.interop.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The memory of a Java process that is still in use after a full collection. */
final class Memory {

    private static final Path JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    /** The last line of a histogram: instances and bytes of all classes together. */
    private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");

    private Memory() {}

    /** {@return KiB of the heap that something refers to} Making a histogram collects the garbage first. */
    static long heap(long pid) {
        String histogram = ask(pid, "GC.class_histogram");
        Matcher total = TOTAL.matcher(histogram);
        if (!total.find()) {
            throw new IllegalStateException("No total in " + histogram);
        }
        return Long.parseLong(total.group(1)) >> 10;
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
