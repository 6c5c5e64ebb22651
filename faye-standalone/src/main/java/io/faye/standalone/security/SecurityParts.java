package io.faye.standalone.security;

import io.faye.extension.Extension;
import io.faye.protocol.ChannelNames;
import io.faye.standalone.config.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a configuration file says about who may do what.
 *
 * @param access to whom the file opens the server
 * @param isRestricted whether the file says who may do what
 * @param parts the extensions that it asks for, in their order
 */
public record SecurityParts(Access access, boolean isRestricted, List<Part> parts) {

    /** What holds without a file. */
    public static final SecurityParts NONE = new SecurityParts(Access.OPEN, false, List.of());

    /**
     * Keeps a list of its own.
     *
     * @param access to whom the file opens the server
     * @param isRestricted whether the file says who may do what
     * @param parts the extensions that it asks for
     */
    public SecurityParts {
        parts = List.copyOf(parts);
    }

    /**
     * {@return what a file says}
     *
     * @param settings the file's settings; others than those of {@link Security} are not looked at
     * @param names which names of channels the server accepts
     */
    public static SecurityParts read(Map<String, Setting> settings, ChannelNames names) {
        return new SecurityParts(Access.of(settings), Security.restricts(settings), Security.parts(settings, names));
    }

    /** {@return the extensions in the order in which they have to stand} */
    public List<Extension> extensions() {
        return parts.stream().map(Part::extension).toList();
    }

    /**
     * {@return the same, with the extensions of others where these come from the same text} Those have counted before, and go on.
     *
     * @param before what held before
     */
    public SecurityParts keeping(SecurityParts before) {
        List<Part> kept = new ArrayList<>();
        for (Part part : parts) {
            kept.add(before.parts.stream()
                    .filter(known -> known.source().equals(part.source()))
                    .findFirst()
                    .orElse(part));
        }
        return new SecurityParts(access, isRestricted, kept);
    }

    /**
     * An extension, and where it comes from.
     *
     * @param source the same for the same text of the file and of the files of secrets that it names
     * @param extension the extension
     */
    public record Part(String source, Extension extension) {}
}
