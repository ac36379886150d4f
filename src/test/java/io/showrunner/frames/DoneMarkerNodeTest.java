package io.showrunner.frames;

import static io.showrunner.frames.RenderedScene.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.frames.DoneMarker.Producer;
import io.showrunner.story.RenderJob;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The custom node for ComfyUI, run by Python with a SaveImage that only touches its files. */
class DoneMarkerNodeTest {
    private static final Path NODES = Path.of("docker/comfyui/custom_nodes").toAbsolutePath();
    private static final RenderJob JOB = RenderedScene.job(1, 3);

    @TempDir
    private Path folder;

    @Test
    void theMarkerOfTheNodeIsBelieved() throws Exception {
        // When
        run("{'showrunner': {'promptId': '" + JOB.promptId() + "'}}");

        // Then
        DoneMarker marker = DoneMarkers.find(folder.resolve("output"), JOB).orElseThrow();
        assertThat(DoneMarkers.objection(marker, JOB, NOW, 3)).isEmpty();
        assertThat(marker)
                .returns(Producer.WORKFLOW, DoneMarker::producer)
                .returns(JOB.promptId(), DoneMarker::promptId);
        try (Stream<Path> files = Files.walk(folder.resolve("output"))) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.endsWith(".tmp"));
        }
    }

    @Test
    void aPromptOfSomebodyElseGetsAMarkerWithoutAnId() throws Exception {
        run("None");

        assertThat(folder.resolve("output").resolve(JOB.filenamePrefix() + ".done"))
                .content()
                .contains("\"FrameCount\": 3")
                .doesNotContain("PromptId");
    }

    private void run(String label) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("nodes.py"), """
                import os
                class SaveImage:
                    def __init__(self):
                        self.output_dir = "output"
                    def save_images(self, images, filename_prefix, prompt, extra_pnginfo):
                        subfolder, name = os.path.split(filename_prefix)
                        os.makedirs(os.path.join(self.output_dir, subfolder))
                        files = ["%s_%05d_.png" % (name, number + 1) for number in range(len(images))]
                        for file in files:
                            open(os.path.join(self.output_dir, subfolder, file), "w").close()
                        return {"ui": {"images": [
                            {"filename": file, "subfolder": subfolder, "type": "output"} for file in files]}}
                """);
        ProcessBuilder builder = new ProcessBuilder(
                        "python3",
                        "-c",
                        "import sys; sys.path[:0] = ['.', '%s']; ".formatted(NODES)
                                + "from showrunner_done_marker import NODE_CLASS_MAPPINGS as nodes; "
                                + "nodes['ShowrunnerSaveImage']().save_images([0, 1, 2], '%s', None, %s)"
                                        .formatted(JOB.filenamePrefix(), label))
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        Process python = builder.start();
        String said = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(python.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(python.exitValue()).as(said).isZero();
    }
}
