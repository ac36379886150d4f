package io.showrunner.comfyui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UploadReplyTest {

    @Test
    void theServerSaysUnderWhichNameItHasThePicture() {
        assertThat(UploadReply.read("{\"name\": \"a (1).png\", \"subfolder\": \"x\\\\y\", \"type\": \"input\"}"))
                .isEqualTo(new UploadReply("a (1).png", "x/y"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "<html>"})
    void anythingElseIsNoReply(String body) {
        assertThatThrownBy(() -> UploadReply.read(body)).isInstanceOf(UnreadableReply.class);
    }
}
