package io.faye.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts fields together to a JSON object, by copying the bytes of their values. */
final class MessageWriter {

    private MessageWriter() {}

    /**
     * Encodes fields as one object.
     *
     * @param slices receives each value as a slice of the result, if wanted
     */
    static Json encode(List<String> names, List<Json> values, @Nullable List<Json> slices) {
        byte[][] keys = new byte[names.size()][];
        int length = names.isEmpty() ? 2 : 1;
        for (int i = 0; i < keys.length; i++) {
            keys[i] = JsonWriter.quoted(names.get(i));
            length += keys[i].length + values.get(i).length() + 4;
        }
        byte[] target = new byte[length];
        int at = 0;
        target[at++] = '{';
        for (int i = 0; i < keys.length; i++) {
            if (i > 0) {
                target[at++] = ',';
            }
            target[at++] = '"';
            System.arraycopy(keys[i], 0, target, at, keys[i].length);
            at += keys[i].length;
            target[at++] = '"';
            target[at++] = ':';
            int start = at;
            at = values.get(i).copyTo(target, at);
            if (slices != null) {
                slices.add(new Json(target, start, at - start));
            }
        }
        target[at] = '}';
        return new Json(target, 0, length);
    }
}
