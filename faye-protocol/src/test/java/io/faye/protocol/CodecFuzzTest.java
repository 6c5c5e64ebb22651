package io.faye.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

@DisplayName("Whatever bytes come, the codec")
@Tag("fuzz")
class CodecFuzzTest {

    private final MessageCodec codec = new MessageCodec(ProtocolLimits.DEFAULT);

    @Tag("fuzz-codec-seconds")
    @DisplayName("refuses them, or reads messages that it writes and reads again alike")
    @FuzzTest(maxDuration = "4s")
    void forSeconds(byte[] bytes) throws MalformedMessageException {
        decode(bytes);
    }

    @Tag("fuzz-codec-minutes")
    @DisplayName("refuses them, or reads messages that it writes and reads again alike, for minutes")
    @FuzzTest(maxDuration = "5m")
    void forMinutes(byte[] bytes) throws MalformedMessageException {
        decode(bytes);
    }

    private void decode(byte[] bytes) throws MalformedMessageException {
        List<Message> messages;
        try {
            messages = codec.decode(bytes);
        } catch (MalformedMessageException refused) {
            assertThat(refused.getMessage()).isNotBlank();
            return;
        }
        byte[] written = MessageCodec.encode(messages);
        assertThat(MessageCodec.encode(codec.decode(written))).isEqualTo(written);
    }
}
