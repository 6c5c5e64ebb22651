package io.faye.tck.selftest;

import io.faye.protocol.Json;
import io.faye.protocol.Message;
import io.faye.tck.selftest.court.Breaks;
import java.text.Normalizer;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Wrong about what is in a message. */
final class WrongMessages {

    private WrongMessages() {}

    private static Message withData(Message message, UnaryOperator<String> change) {
        return message.data()
                .map(data -> message.with("data", Json.parse(change.apply(data.toString()))))
                .orElse(message);
    }

    /** Takes numbers for floating-point ones. */
    @Breaks("PUB-5")
    static final class RoundsNumbers extends WrongEngine {
        private static final Pattern LONG_NUMBER = Pattern.compile("\\d{17,}(\\.\\d+)?");

        @Override
        public CompletionStage<Boolean> publish(Message message) {
            return super.publish(withData(message, RoundsNumbers::round));
        }

        private static String round(String json) {
            return LONG_NUMBER.matcher(json).replaceAll(number -> String.valueOf(Double.parseDouble(number.group())));
        }
    }

    /** Knows no character beyond the first 65,536. */
    @Breaks("PUB-5")
    static final class BreaksEmoji extends WrongEngine {
        @Override
        public CompletionStage<Boolean> publish(Message message) {
            return super.publish(withData(message, json -> json.replaceAll("[^\\x{0}-\\x{FFFF}]", "?")));
        }
    }

    /** Sorts the members of objects. */
    @Breaks("PUB-5")
    static final class SortsMembers extends WrongEngine {
        @Override
        public CompletionStage<Boolean> publish(Message message) {
            return super.publish(message.data()
                    .filter(data -> data.kind() == Json.Kind.OBJECT)
                    .map(data -> message.with("data", Json.of(new TreeMap<>(data.fields()))))
                    .orElse(message));
        }
    }

    /** Composes letters and their accents. */
    @Breaks("PUB-5")
    static final class ComposesText extends WrongEngine {
        @Override
        public CompletionStage<Boolean> publish(Message message) {
            return super.publish(withData(message, json -> Normalizer.normalize(json, Normalizer.Form.NFC)));
        }
    }

    /** Replaces halves of characters. */
    @Breaks("PUB-5")
    static final class ReplacesLoneSurrogates extends WrongEngine {
        private static final Pattern LONE =
                Pattern.compile("(?i)(?<!\\\\ud[89ab]..)\\\\ud[c-f]..|\\\\ud[89ab]..(?!\\\\ud[c-f]..)");

        @Override
        public CompletionStage<Boolean> publish(Message message) {
            return super.publish(withData(message, json -> LONE.matcher(json).replaceAll("\\\\ufffd")));
        }
    }

    /** Has a column for short texts. */
    @Breaks("PUB-5")
    static final class CutsLongData extends WrongEngine {
        private static final int WIDTH = 128 << 10;

        @Override
        public CompletionStage<Boolean> publish(Message message) {
            return super.publish(withData(
                    message,
                    json -> json.length() > WIDTH && json.startsWith("\"") ? json.substring(0, WIDTH) + "\"" : json));
        }
    }

    /** Reads extensions and writes them again. */
    @Breaks("PUB-5")
    static final class RewritesExt extends WrongEngine {
        @Override
        public CompletionStage<Boolean> publish(Message message) {
            return super.publish(message.field("ext")
                    .filter(ext -> ext.kind() == Json.Kind.OBJECT)
                    .map(ext -> message.with("ext", Json.of(ext.fields())))
                    .orElse(message));
        }
    }

    /** Drops {@code ext}. */
    @Breaks("PUB-5")
    static final class DropsExt extends WrongEngine {
        @Override
        public CompletionStage<Boolean> publish(Message message) {
            return super.publish(message.without("ext"));
        }
    }

    /** Keeps the fields that Bayeux knows. */
    @Breaks("PUB-5")
    static final class DropsUnknownFields extends WrongEngine {
        @Override
        public CompletionStage<Boolean> publish(Message message) {
            String[] unknown = message.fields().keySet().stream()
                    .filter(name -> !name.matches("channel|clientId|id|data|ext"))
                    .toArray(String[]::new);
            return super.publish(message.without(unknown));
        }
    }

    /** Delivers the publisher's id. */
    @Breaks("PUB-5")
    static final class TellsTheClientId extends SmallEngine {
        @Override
        Message form(Message message) {
            return message;
        }
    }
}
