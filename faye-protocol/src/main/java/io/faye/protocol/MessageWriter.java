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
    static Json encode(List<String> names, List<Json> values, Json @Nullable [] slices) {
        byte[][] keys = new byte[names.size()][];
        int length = Math.max(2, keys.length + 1);
        for (int i = 0; i < keys.length; i++) {
            keys[i] = FieldNames.key(names.get(i));
            length += keys[i].length + values.get(i).length();
        }
        byte[] target = new byte[length];
        int at = 0;
        for (int i = 0; i < keys.length; i++) {
            target[at++] = (byte) (i == 0 ? '{' : ',');
            System.arraycopy(keys[i], 0, target, at, keys[i].length);
            at += keys[i].length;
            int start = at;
            at = values.get(i).copyTo(target, at);
            if (slices != null) {
                slices[i] = new Json(target, start, at - start);
            }
        }
        target[0] = '{';
        target[length - 1] = '}';
        return new Json(target, 0, length);
    }
}
