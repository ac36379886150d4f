package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.brief.Pictures;
import io.showrunner.config.Settings.InstanceSettings;
import io.showrunner.manifest.SceneManifest;
import io.showrunner.manifest.SceneManifests;
import io.showrunner.story.Json;
import io.showrunner.story.StoryRecord;
import io.showrunner.story.StoryStore;
import io.showrunner.verify.RerenderReport;
import io.showrunner.verify.Rest;
import io.showrunner.verify.SceneRerender;
import io.showrunner.verify.StoryVerification;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A finished story is verified, and a scene of it rendered again: the same pictures come out. */
class RerenderIT {
    private static final Rest SHORT = time -> TimeUnit.MILLISECONDS.sleep(100);

    @TempDir
    Path home;

    @Test
    void aSceneThatIsRenderedAgainHasTheSamePicturesAndEveryOtherOneIsNamed() throws Exception {
        try (TestStudio studio = new TestStudio(home, 1)) {
            // Given
            Files.createDirectories(home.resolve("keyframes"));
            Files.write(home.resolve("keyframes/hive.png"), Pictures.of("png", 128, 72));
            studio.start();
            studio.drop("bees.json", """
                    {"premise": "A keeper of bees finds a hive that hums in Morse code.", "genre": "drama",
                     "mood": "calm", "workflow": "svd-img2vid", "sceneCount": 1, "framesPerScene": 3, "seed": 5,
                     "width": 128, "height": 72, "keyframes": ["keyframes/hive.png"]}
                    """);
            StoryRecord story = studio.finishedStory();
            StoryStore store = studio.pipeline().store();
            SceneManifest manifest = manifest(store, story);
            assertThat(new StoryVerification(store).verify(story).problems()).isEmpty();
            assertThat(manifest.seed().explicit()).isTrue();
            assertThat(manifest.keyframe().picture().source()).isEqualTo("keyframes/hive.png");
            assertThat(manifest.instance().comfyui()).isNotBlank();

            // When
            InstanceSettings gone = new InstanceSettings("gone", URI.create("http://127.0.0.1:1"), 1, null);
            InstanceSettings gpu = new InstanceSettings("gpu0", studio.gpu(0).url(), 1, null);
            RerenderReport same = rerender(store, manifest, List.of(gone, gpu));

            // Then
            assertThat(same.isSame()).isTrue();
            assertThat(same.differences()).isEmpty();
            assertThat(same.promptId()).isNotEqualTo(manifest.promptId());
            assertThat(same.notes()).singleElement().asString().startsWith("gone does not answer");
            assertThat(studio.folder(story).resolve(same.folder()).resolve("frame_00003.png"))
                    .exists();
            assertThat(new StoryVerification(store).verify(story).problems()).isEmpty();
            assertThat(studio.gpu(0).executions()).hasSize(2);

            // When
            RerenderReport other = rerender(store, withAnotherSecondFrame(manifest), List.of(gpu));

            // Then
            assertThat(other.isSame()).isFalse();
            assertThat(other.differences()).containsExactly("frame_00002.png has other pixels");
            assertThat(other.rootHash()).isEqualTo(same.rootHash());
            assertThat(other.cachedNodes()).isBetween(1, other.nodes() - 1);
        }
    }

    private static RerenderReport rerender(StoryStore store, SceneManifest manifest, List<InstanceSettings> servers)
            throws Exception {
        return new SceneRerender(store, manifest, Duration.ofSeconds(60), Clock.systemUTC()).on(servers, SHORT);
    }

    private static SceneManifest withAnotherSecondFrame(SceneManifest manifest) throws IOException {
        ObjectNode changed = Json.mapper().valueToTree(manifest);
        ((ObjectNode) changed.at("/frames/1")).put("pixels", "0".repeat(64));
        ((ObjectNode) changed.get("output")).put("rootHash", "0".repeat(64));
        return Json.mapper().treeToValue(changed, SceneManifest.class);
    }

    private static SceneManifest manifest(StoryStore store, StoryRecord story) {
        return new SceneManifests(store, Clock.systemUTC())
                .read(story.storyId(), "scene-001")
                .orElseThrow();
    }
}
