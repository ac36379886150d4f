package io.showrunner.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkflowTemplatesTest {
    private static final String WORKFLOW =
            "{\"3\": {\"class_type\": \"SaveImage\", \"inputs\": {\"filename_prefix\": \"p\", \"text\": \"%s\"}}}";
    private static final String MAPPING = """
            {"framesNode": "3", "description": "%s", "bindings": [
              {"binding": "filename_prefix", "nodeId": "3", "input": "filename_prefix"},
              {"binding": "negative_prompt", "nodeId": "3", "input": "text"}]}""";

    @TempDir
    Path folder;

    private long changes;

    @Test
    void aDroppedPairIsThereWithoutARestart() throws IOException {
        WorkflowTemplates templates = RenderHome.templates(folder);
        assertThat(templates.names()).isEmpty();

        write("mine.workflow.json", WORKFLOW.formatted("a"));
        write("mine.mapping.json", MAPPING.formatted("first"));

        assertThat(templates.names()).containsExactly("mine");
        assertThat(templates.get("mine").description()).isEqualTo("first");
    }

    @Test
    void aChangedPairIsReadAgain() throws IOException {
        WorkflowTemplates templates = withTemplate();

        write("mine.mapping.json", MAPPING.formatted("second"));

        assertThat(templates.get("mine").description()).isEqualTo("second");
    }

    @Test
    void aBrokenEditChangesNothingAndIsReported() throws IOException {
        // Given
        WorkflowTemplates templates = withTemplate();

        // When
        write("mine.mapping.json", "{");

        // Then
        assertThat(templates.get("mine").description()).isEqualTo("first");
        assertThat(templates.names()).containsExactly("mine");
        assertThat(templates.problems().get("mine")).contains("mine.mapping.json is not JSON");
    }

    @Test
    void aRepairedEditIsTakenAndNothingIsReportedAnyMore() throws IOException {
        WorkflowTemplates templates = withTemplate();
        write("mine.mapping.json", "{");
        templates.problems();

        write("mine.mapping.json", MAPPING.formatted("third"));

        assertThat(templates.problems()).isEmpty();
        assertThat(templates.get("mine").description()).isEqualTo("third");
    }

    @Test
    void anUnknownNameIsSaid() {
        assertThatThrownBy(() -> RenderHome.templates(folder).get("nowhere"))
                .hasMessage("workflow nowhere cannot be used: nowhere.workflow.json is missing; a template is a pair of"
                        + " .workflow.json and .mapping.json");
    }

    @Test
    void aTokenWithoutAValueIsRefusedWhenTheSceneIsPatched() throws IOException {
        write("mine.workflow.json", WORKFLOW.formatted("__NEGATIVE_PROMPT__"));
        write("mine.mapping.json", MAPPING.formatted("first"));
        WorkflowTemplate template = RenderHome.templates(folder).get("mine");

        assertThatThrownBy(() -> WorkflowPatcher.patch(template, Map.of(), 25))
                .hasMessageContaining("binding negative_prompt: node 3, input text: the brief has no value for"
                        + " __NEGATIVE_PROMPT__");
    }

    @Test
    void aCopyGivenAwayDoesNotChangeTheTemplate() throws IOException {
        WorkflowTemplate template = withTemplate().get("mine");

        template.workflow().removeAll();

        assertThat(template.workflow().size()).isEqualTo(1);
    }

    private WorkflowTemplates withTemplate() throws IOException {
        write("mine.workflow.json", WORKFLOW.formatted("a"));
        write("mine.mapping.json", MAPPING.formatted("first"));
        WorkflowTemplates templates = RenderHome.templates(folder);
        templates.get("mine");
        return templates;
    }

    private void write(String name, String content) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000L + 1_000 * changes++));
    }
}
