package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.story.DurableFiles;
import io.showrunner.story.RenderJob;
import io.showrunner.story.SceneRecord;
import io.showrunner.story.SceneState;
import io.showrunner.story.StoryRecord;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A brief that brings its own pictures: they are uploaded, and the workflow sets them in motion. */
class KeyframesIT {
    @TempDir
    Path home;

    @Test
    void everySceneStartsFromItsOwnPicture() throws Exception {
        try (TestStudio studio = new TestStudio(home, 1)) {
            // Given
            DurableFiles.write(home.resolve("keyframes/hive.png"), picture(0x804000));
            DurableFiles.write(home.resolve("keyframes/field.png"), picture(0x208040));
            studio.start();

            // When
            studio.drop("bees.json", """
                    {"premise": "A keeper of bees finds a hive that hums in Morse code.", "genre": "drama",
                     "mood": "calm", "workflow": "svd-img2vid", "sceneCount": 2, "framesPerScene": 3,
                     "keyframes": ["keyframes/hive.png", "keyframes/field.png"]}
                    """);
            StoryRecord story = studio.finishedStory();

            // Then
            assertThat(studio.pipeline().store().sceneRecords(story.storyId()))
                    .hasSize(2)
                    .allSatisfy(scene -> assertThat(scene)
                            .returns(SceneState.PUBLISHED, SceneRecord::state)
                            .returns(1, SceneRecord::dispatches));
            assertThat(studio.pipeline()
                            .store()
                            .attemptFile(story.storyId(), "scene-001", 1, "job.json", RenderJob.class))
                    .get()
                    .returns("svd-img2vid", RenderJob::workflow);
        }
    }

    private static byte[] picture(int colour) throws IOException {
        BufferedImage image = new BufferedImage(64, 36, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 64; i++) {
            image.setRGB(i, i / 2, colour);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }
}
