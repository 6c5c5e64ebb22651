package io.faye.tck;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Results as files. */
record Report(UnderTest underTest, Results results) {

    /** Makes the folder: whoever cannot write there is to hear of it before the tests, not behind them. */
    static void prepare(Path folder) throws IOException {
        try {
            Files.createDirectories(folder.toAbsolutePath());
            Files.delete(Files.createTempFile(folder.toAbsolutePath(), "faye-tck", ""));
        } catch (IOException e) {
            throw notWritten(folder, e);
        }
    }

    void write(Path folder) throws IOException {
        try {
            Files.writeString(folder.resolve("faye-tck.xml"), new XmlReport(underTest, results).toString(), UTF_8);
            Files.writeString(folder.resolve("faye-tck.html"), new HtmlReport(underTest, results).toString(), UTF_8);
        } catch (IOException e) {
            throw notWritten(folder, e);
        }
    }

    private static IOException notWritten(Path folder, IOException e) {
        return new IOException("Cannot write the reports to '" + folder + "': " + e, e);
    }
}
