package io.showrunner.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each mistake of an author gets one sentence that names the file, the node and the input. */
class MappingErrorsTest {
    private static final String WORKFLOW = """
            {"1": {"class_type": "EmptyImage", "inputs": {"width": 512, "height": 288, "batch_size": 25}},
             "2": {"class_type": "CLIPTextEncode", "inputs": {"text": "a", "clip": ["5", 1]}, "_meta": {"title": "Positive"}},
             "3": {"class_type": "SaveImage", "inputs": {"images": ["1", 0], "filename_prefix": "p"}, "_meta": {"title": "Frames"}},
             "4": {"class_type": "SaveImage", "inputs": {"images": ["1", 0], "filename_prefix": "p"}, "_meta": {"title": "Frames"}},
             "5": {"class_type": "CheckpointLoaderSimple", "inputs": {"ckpt_name": "a.safetensors"}, "widgets_values": [1]},
             "6": {"class_type": "EmptyLatentImage", "inputs": {"width": 1024, "height": 288, "batch_size": 1}}}""";

    private static final String PREFIX =
            "{\"binding\": \"filename_prefix\", \"nodeId\": \"3\", \"input\": \"filename_prefix\"}";

    @TempDir
    Path folder;

    @BeforeEach
    void aWorkflow() throws IOException {
        write("w.workflow.json", WORKFLOW);
    }

    @Test
    void aGoodMappingLoadsAndLosesTheEditorsState() throws IOException {
        write("w.mapping.json", mapping("{\"binding\": \"width\", \"nodeId\": \"1\", \"input\": \"width\"}"));

        WorkflowTemplate template = RenderHome.templates(folder).get("w");

        assertThat(template.workflow().get("5").has("widgets_values")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
                    {"binding": "seed", "nodeId": "99", "input": "seed"};                           binding seed: node 99 does not exist in the workflow
                    {"binding": "seed", "nodeId": "1", "input": "seed"};                            binding seed: node 1, input seed does not exist; EmptyImage has width, height, batch_size
                    {"binding": "seeds", "nodeId": "1", "input": "width"};                          binding seeds is unknown; known are positive_prompt, negative_prompt
                    {"binding": "seed", "nodeId": "1"};                                             binding seed: names no input
                    {"binding": "seed", "input": "width"};                                          binding seed: needs either nodeId or selector
                    {"binding": "seed", "nodeId": "1", "selector": {}, "input": "width"};           binding seed: needs either nodeId or selector
                    {"binding": "positive_prompt", "nodeId": "2", "input": "clip"};                 binding positive_prompt: node 2, input clip is linked to another node
                    {"binding": "positive_prompt", "nodeId": "1", "input": "width"};                binding positive_prompt: node 1, input width: takes text, but the workflow has 512 there
                    {"binding": "positive_prompt", "nodeId": "5", "input": "ckpt_name"};            binding positive_prompt: node 5, input ckpt_name: is not an input for free text
                    {"binding": "negative_prompt", "nodeId": "4", "input": "filename_prefix"};      binding negative_prompt: node 4, input filename_prefix: is not an input for free text
                    {"binding": "width", "nodeId": "2", "input": "text"};                           binding width: node 2, input text: takes a number, but the workflow has "a" there
                    {"binding": "keyframe_image", "nodeId": "2", "input": "text"};                  only the image of a LoadImage node takes a keyframe, not CLIPTextEncode
                    {"binding": "filename_prefix", "selector": {"title": "Frames"}, "input": "filename_prefix"};            title=Frames matches nodes 3, 4; it must match exactly one
                    {"binding": "positive_prompt", "selector": {"class_type": "CLIPTextEncode", "title": "Negative"}, "input": "text"}; matches no node; it must match exactly one
                    {"binding": "width", "nodeId": "1", "input": "width"}, {"binding": "width", "nodeId": "6", "input": "width"};       binding width: its inputs hold different values in the workflow, 512 and 1024
                    """)
    void aWrongBindingIsNamed(String binding, String problem) throws IOException {
        write("w.mapping.json", mapping(binding));

        assertProblem("w.mapping.json: ", problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
                    {"bindings": []};                                         w.mapping.json: framesNode is missing
                    {"framesNode": "9", "bindings": []};                      w.mapping.json: framesNode 9 does not exist in the workflow
                    {"framesNode": "4", "bindings": []};                      w.mapping.json: binding filename_prefix is missing for node 4, the framesNode
                    {"framesNode": "3", "phases": {"9": "load"}};                w.mapping.json: phases: node 9 does not exist in the workflow
                    {"framesNode": "3", "phases": {"1": "sleep"}};               w.mapping.json: phases: node 1 is in phase sleep; a phase is one of load, inference, video, save
                    {"framesNode": "3", "phases": {"1": null}};                  w.mapping.json: phases: node 1 is in phase null
                    {"framesNode": "3", "smaller": [{"name": "A b", "scale": 1, "vramEstimateMB": 1}]};   smaller profile A b: its name must be lower-case
                    {"framesNode": "3", "smaller": [{"name": "a", "scale": 1, "vramEstimateMB": 1}]};     smaller profile a: the mapping needs vramEstimateMB
                    {"framesNode": "3", "vramEstimateMB": 9, "smaller": [{"name": "a", "scale": 1, "vramEstimateMB": 9}]};    a: vramEstimateMB is 9; it must be less than the 9
                    {"framesNode": "3", "vramEstimateMB": 9, "smaller": [{"name": "a", "vramEstimateMB": 1}]};                a: scale is 0.0; it must be more than 0
                    {"framesNode": "3", "vramEstimateMB": 9, "smaller": [{"name": "a", "scale": 0.5, "vramEstimateMB": 1}]};  a: scale needs bindings width and height
                    {"framesNode": "3", "smaller": [{"name": "a", "scale": 1, "mostFrames": 14}]};        a: mostFrames must be at least 1 and needs a binding frame_count
                    {"framesNode": "3", "smaller": [{"name": "a", "scale": 1, "replace": {"9": {"class_type": "VAEDecodeTiled"}}}]};     a: replace: node 9 does not exist
                    {"framesNode": "3", "smaller": [{"name": "a", "scale": 1, "replace": {"1": {}}}]};    a: replace: node 1 needs a class_type
                    {"framesNode": "3", "smaller": [{"name": "a", "scale": 1, "values": {"steps": 4}}]};  a: values: steps is not the binding of a number or a model in this mapping
                    {"framesNode": "3", "vramEstimateMB": -1};                   w.mapping.json: vramEstimateMB is -1; it must not be negative
                    {"framesNode": "3", "requires": {"models": {"vae": [""]}}};  w.mapping.json: requires.models.vae: needs a list of file names
                    {"framesNode": "3", "requires": {"models": {"vae": null}}};  w.mapping.json: requires.models.vae: needs a list of file names
                    {"framesNodes": "4"};                                     w.mapping.json field framesNodes is unknown at line 1; known are bindings, description
                    {"framesNode": ["4"]};                                    w.mapping.json cannot be read at line 1: framesNode
                    {"bindings": [{"nodeId": {}}]};                           w.mapping.json cannot be read at line 1: bindings.[0].nodeId
                    {"framesNode": "3",;                                      w.mapping.json is not JSON at line 1
                    {"framesNode": "3", "framesNode": "4"};                   w.mapping.json
                    ~~;                                                       w.mapping.json
                    """)
    void aWrongMappingIsNamed(String mapping, String problem) throws IOException {
        write("w.mapping.json", mapping);

        assertProblem("workflow w cannot be used: ", problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
                    {"nodes": [], "links": [], "version": 0.4};                                                  w.workflow.json: this is the format of ComfyUI's editor, which cannot be posted; open it in ComfyUI and save it with Workflow > Export (API)
                    {"3": {"class_type": "SaveImage", "inputs": {"filename_prefix": "p", "text": "__SCENE__"}}}; w.workflow.json: node 3, input text: __SCENE__ is left over and no binding fills it
                    {"3": {"class_type": "SaveImage"}};                                                          w.workflow.json: node 3 has no inputs object
                    [];                                                                                          w.workflow.json is not a JSON object of nodes
                    """)
    void aWrongWorkflowIsNamed(String workflow, String problem) throws IOException {
        write("w.mapping.json", mapping(""));
        write("w.workflow.json", workflow);

        assertProblem("workflow w cannot be used: ", problem);
    }

    @Test
    void aMissingHalfIsNamed() throws IOException {
        assertProblem("w.mapping.json is missing", "a template is a pair of .workflow.json and .mapping.json");
        write("lonely.mapping.json", mapping(""));

        assertThat(RenderHome.templates(folder).problems()).containsOnlyKeys("lonely", "w");
    }

    @Test
    void aNameThatCouldLeaveTheFolderIsRefused() {
        assertThatThrownBy(() -> RenderHome.templates(folder).get("../w")).hasMessageContaining("not a name");
    }

    private void assertProblem(String... words) {
        assertThatThrownBy(() -> RenderHome.templates(folder).get("w"))
                .isInstanceOf(UnusableWorkflow.class)
                .hasMessageContainingAll(words);
    }

    private static String mapping(String bindings) {
        return "{\"framesNode\": \"3\", \"bindings\": [" + PREFIX + (bindings.isEmpty() ? "" : ", " + bindings) + "]}";
    }

    private void write(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content);
    }
}
