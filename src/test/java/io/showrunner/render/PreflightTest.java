package io.showrunner.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.comfyui.NodeCatalogue;
import io.showrunner.comfyui.Recorded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server must have before a prompt is posted to it. */
class PreflightTest {
    private static final String OBJECT_INFO = Recorded.reply("object-info.json");
    private static final WorkflowTemplate SHIPPED =
            RenderHome.templates(RenderHome.SHIPPED).get("txt2img-svd");

    @TempDir
    Path folder;

    @Test
    void aServerThatHasEverythingGetsTheWorkflowInItsOwnSpelling() {
        // Given
        ObjectNode workflow = SHIPPED.workflow();
        put(workflow, "1", "ckpt_name", "SVD/svd_xt.safetensors");

        // When
        ObjectNode fitted = Preflight.fit("gpu0", catalogue(OBJECT_INFO), SHIPPED, workflow);

        // Then
        assertThat(fitted.at("/1/inputs/ckpt_name").asText()).isEqualTo("SVD\\svd_xt.safetensors");
        put(fitted, "1", "ckpt_name", "SVD/svd_xt.safetensors");
        assertThat(fitted).isEqualTo(workflow);
    }

    @Test
    void aWindowsSpellingIsTurnedIntoThatOfAnotherServer() {
        // Given
        ObjectNode workflow = SHIPPED.workflow();
        put(workflow, "1", "ckpt_name", "SVD\\svd_xt.safetensors");

        // When
        ObjectNode fitted = Preflight.fit("gpu0", catalogue(OBJECT_INFO.replace("SVD\\\\", "SVD/")), SHIPPED, workflow);

        // Then
        assertThat(fitted.at("/1/inputs/ckpt_name").asText()).isEqualTo("SVD/svd_xt.safetensors");
        assertThat(workflow.at("/1/inputs/ckpt_name").asText()).isEqualTo("SVD\\svd_xt.safetensors");
    }

    @Test
    void aMissingModelIsNamedWithItsNodeAndWithWhatIsThere() {
        assertUnfit(
                OBJECT_INFO,
                "gpu0 cannot run workflow txt2img-svd: it has no model svd_xt.safetensors for node 1"
                        + " (ImageOnlyCheckpointLoader, ckpt_name), only SVD\\svd_xt.safetensors,"
                        + " sd_xl_base_1.0.safetensors, v1-5-pruned-emaonly-fp16.safetensors; put the model there, or name"
                        + " another in showrunner.workflow.checkpoint-svd or in the workflow");
    }

    @Test
    void aServerWithoutAnyModelIsToldApart() {
        assertUnfit(OBJECT_INFO.replaceAll("\\[\"SVD[^\\]]*]", "[]"), "no model svd_xt.safetensors", "and none at all");
    }

    @Test
    void aMissingNodeClassIsNamedWithAllItsNodes() {
        assertUnfit(
                OBJECT_INFO.replace("\"KSampler\"", "\"OtherSampler\""),
                "it has no node class KSampler (node 14, 5); install the package that brings it there");
    }

    @Test
    void aChoiceThatIsToldElsewhereAndAnUnknownInputAreLeftToTheServer() throws IOException {
        WorkflowTemplate remote = template("RemoteLoader", "", "");

        assertThat(Preflight.fit("gpu0", catalogue(OBJECT_INFO), remote, remote.workflow()))
                .isEqualTo(remote.workflow());
    }

    @Test
    void textIsBoundToInputsForTextOnly() throws IOException {
        WorkflowTemplate template = template(
                "RemoteLoader", ", {\"binding\": \"positive_prompt\", \"nodeId\": \"1\", \"input\": \"note\"}", "");

        assertThat(Preflight.fit("gpu0", catalogue(OBJECT_INFO), template, template.workflow()))
                .isNotEmpty();
        assertThatThrownBy(() -> Preflight.fit(
                        "gpu0",
                        catalogue(OBJECT_INFO.replace("[\"STRING\", {}]", "[[\"short\", \"long\"], {}]")),
                        template,
                        template.workflow()))
                .hasMessageContaining(
                        "binding positive_prompt: node 1, input note takes COMBO there, not text; correct the mapping");
    }

    @Test
    void aDeclaredModelThatNoInputNamesMustBeOfferedSomewhere() throws IOException {
        WorkflowTemplate declaring =
                template("RemoteLoader", "", ", \"requires\": {\"models\": {\"loras\": [\"noir.safetensors\"]}}");

        assertThatThrownBy(() -> Preflight.fit("gpu0", catalogue(OBJECT_INFO), declaring, declaring.workflow()))
                .hasMessageContaining("it has no model noir.safetensors in loras, which its mapping requires");
        assertThat(Preflight.fit(
                        "gpu0",
                        catalogue(OBJECT_INFO.replace("4x-UltraSharp.pth", "noir.safetensors")),
                        declaring,
                        declaring.workflow()))
                .isNotEmpty();
    }

    private WorkflowTemplate template(String loader, String bindings, String more) throws IOException {
        Files.writeString(folder.resolve("w.workflow.json"), """
                {"1": {"class_type": "%s", "inputs": {"model_name": "far.safetensors", "lora_1": "x.pt", "note": "a"}},
                 "3": {"class_type": "SaveImage", "inputs": {"filename_prefix": "p"}}}""".formatted(loader));
        Files.writeString(folder.resolve("w.mapping.json"), """
                {"framesNode": "3", "bindings": [
                 {"binding": "filename_prefix", "nodeId": "3", "input": "filename_prefix"}%s]%s}""".formatted(bindings, more));
        return RenderHome.templates(folder).get("w");
    }

    private static void assertUnfit(String objectInfo, String... words) {
        assertThatThrownBy(() -> Preflight.fit("gpu0", catalogue(objectInfo), SHIPPED, SHIPPED.workflow()))
                .isInstanceOf(UnfitServer.class)
                .hasMessageContainingAll(words);
    }

    private static NodeCatalogue catalogue(String objectInfo) {
        return NodeCatalogue.read(objectInfo);
    }

    private static void put(ObjectNode workflow, String node, String input, String value) {
        ((ObjectNode) workflow.get(node).get("inputs")).put(input, value);
    }
}
