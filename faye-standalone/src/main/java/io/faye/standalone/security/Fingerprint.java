package io.faye.standalone.security;

import io.faye.standalone.config.Setting;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Tells whether a part of a configuration file, with the files that it names, is as it was before. Keeps no secret. */
final class Fingerprint {

    private static final String FILE = "-file";

    private final MessageDigest digest;

    private Fingerprint(MessageDigest digest) {
        this.digest = digest;
    }

    /** {@return a text that is the same for the same settings and contents of files} */
    static String of(Setting section) {
        try {
            Fingerprint print = new Fingerprint(MessageDigest.getInstance("SHA-256"));
            print.add(section);
            return HexFormat.of().formatHex(print.digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private void add(Setting setting) {
        if (setting.hasFields()) {
            add("{");
            for (Map.Entry<String, Setting> field : setting.fields().entrySet()) {
                add(field.getKey());
                add(field.getValue());
                if (field.getKey().endsWith(FILE)) {
                    add(TextFile.read(field.getValue().text(), StandardCharsets.ISO_8859_1));
                }
            }
            add("}");
        } else if (setting.isList()) {
            List<Setting> members = setting.list();
            add("[" + members.size());
            members.forEach(this::add);
        } else {
            add(setting.text());
        }
    }

    /** With its length, so that two texts are not taken for one. */
    private void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
    }
}
