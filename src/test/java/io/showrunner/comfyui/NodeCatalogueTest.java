package io.showrunner.comfyui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.showrunner.comfyui.NodeCatalogue.Input;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeCatalogueTest {
    private final NodeCatalogue catalogue = NodeCatalogue.read(Recorded.reply("object-info.json"));

    @Test
    void knowsWhichNodeClassesThereAre() {
        assertThat(catalogue.has("KSampler")).isTrue();
        assertThat(catalogue.has("WriteDoneMarker|pysssss")).isFalse();
    }

    @Test
    void readsTheChoicesOfOlderAndNewerNodes() {
        assertThat(catalogue.input("ImageOnlyCheckpointLoader", "ckpt_name"))
                .map(Input::options)
                .hasValueSatisfying(options -> assertThat(options).contains("SVD\\svd_xt.safetensors"));
        assertThat(catalogue.input("UpscaleModelLoader", "model_name"))
                .contains(new Input("COMBO", List.of("4x-UltraSharp.pth")));
        assertThat(catalogue.options()).contains("4x-UltraSharp.pth", "karras", "sd_xl_base_1.0.safetensors");
    }

    @Test
    void aChoiceWhoseOptionsAreToldElsewhereHasNone() {
        assertThat(catalogue.input("RemoteLoader", "model_name")).contains(new Input("COMBO", null));
    }

    @ParameterizedTest
    @CsvSource({
        "CLIPTextEncode, text, true",
        "RemoteLoader, note, true",
        "RemoteLoader, anything, true",
        "KSampler, steps, false",
        "KSampler, scheduler, false"
    })
    void knowsWhichInputsTakeText(String classType, String input, boolean takesText) {
        assertThat(catalogue.input(classType, input)).map(Input::takesText).contains(takesText);
    }

    @Test
    void saysNothingOfInputsThatItDoesNotKnow() {
        assertThat(catalogue.input("KSampler", "lora_1")).isEmpty();
        assertThat(catalogue.input("Unheard", "of")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>login</html>", "[]", "{}", "{\"KSampler\": {}}", "{\"error\": \"no\"}"})
    void whatNamesNoNodeClassIsNoCatalogue(String reply) {
        assertThatThrownBy(() -> NodeCatalogue.read(reply))
                .isInstanceOf(UnreadableReply.class)
                .hasMessageContaining("/object_info");
    }
}
