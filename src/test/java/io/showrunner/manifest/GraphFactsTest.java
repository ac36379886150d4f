package io.showrunner.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.manifest.SceneManifest.Model;
import io.showrunner.manifest.SceneManifest.Sampler;
import io.showrunner.story.Json;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class GraphFactsTest {
    @Test
    void everySamplerAndModelOfTheShippedWorkflowIsFound() {
        GraphFacts facts =
                new GraphFacts(Json.read(Path.of("config/workflows/txt2img-svd.workflow.json"), ObjectNode.class));

        assertThat(facts.samplers()).extracting(Sampler::nodeId).containsExactly("14", "3", "5");
        assertThat(facts.samplers().get(2))
                .returns("KSampler", Sampler::classType)
                .returns("Move the picture", Sampler::title)
                .satisfies(sampler -> assertThat(Json.write(sampler.settings()))
                        .isEqualTo("{\"cfg\":2.5,\"denoise\":1.0,\"sampler_name\":\"euler\",\"scheduler\":\"karras\","
                                + "\"seed\":42,\"steps\":20}"));
        assertThat(facts.models())
                .extracting(Model::name)
                .containsExactly("v1-5-pruned-emaonly-fp16.safetensors", "svd_xt.safetensors");
        assertThat(facts.upload()).isEmpty();
    }

    @Test
    void aSamplerThatIsPutTogetherOfSeveralNodesIsFoundInItsParts() {
        GraphFacts facts = new GraphFacts(Json.read("""
                {"1": {"class_type": "RandomNoise", "inputs": {"noise_seed": 7}},
                 "2": {"class_type": "KSamplerSelect", "inputs": {"sampler_name": "dpmpp_2m"}},
                 "3": {"class_type": "BasicScheduler",
                       "inputs": {"scheduler": "sgm_uniform", "steps": 28, "denoise": 0.9, "model": ["9", 0]}},
                 "4": {"class_type": "SamplerCustomAdvanced", "inputs": {"noise": ["1", 0], "sampler": ["2", 0]}},
                 "5": {"class_type": "LoadImage", "inputs": {"image": "showrunner/ab.png"}},
                 "6": {"class_type": "ImageScale", "inputs": {"image": ["5", 0]}}}
                """, ObjectNode.class));

        assertThat(facts.samplers())
                .extracting(Sampler::classType)
                .containsExactly("RandomNoise", "KSamplerSelect", "BasicScheduler");
        assertThat(facts.upload()).contains("showrunner/ab.png");
    }
}
