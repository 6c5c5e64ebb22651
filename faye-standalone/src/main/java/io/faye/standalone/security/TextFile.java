package io.faye.standalone.security;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file that a configuration file names. */
final class TextFile {

    private TextFile() {}

    /** {@return its text; a file that cannot be read is refused in words for whoever wrote its name} */
    static String read(String file, Charset charset) {
        try {
            return Files.readString(Path.of(file), charset);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("there is no file '" + file + "'", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("the file '" + file + "' cannot be read: " + e, e);
        }
    }
}
