package io.showrunner.routes;

import static org.awaitility.Awaitility.await;

import io.showrunner.config.Settings.InstanceSettings;
import io.showrunner.frames.EarlyFrames;
import io.showrunner.render.PromptFollowers;
import io.showrunner.story.RenderJob;
import io.showrunner.story.StoryStore;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameLooksTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LONGER_THAN_ANY_PAUSE = Duration.ofMillis(1_500);

    @TempDir
    private Path folder;

    private final AtomicInteger looks = new AtomicInteger();

    @Test
    void aFolderIsLookedIntoWhileItsPromptIsSavedAndNoLonger() {
        try (FrameLooks frames = frames()) {
            // Given
            frames.folder("gpu0", looks::incrementAndGet);

            // When
            frames.begun(job());
            await().atMost(PATIENCE).until(() -> looks.get() >= 3);
            frames.over(job());

            // Then
            AtomicInteger before = new AtomicInteger(-1);
            await().atMost(PATIENCE)
                    .pollInterval(LONGER_THAN_ANY_PAUSE)
                    .until(() -> before.getAndSet(looks.get()) == looks.get());
        }
    }

    @Test
    void aLookThatFailsIsFollowedByTheNextOne() {
        try (FrameLooks frames = frames()) {
            // Given
            frames.folder("gpu0", () -> {
                looks.incrementAndGet();
                throw new IllegalStateException("the folder is gone");
            });

            // When
            frames.begun(job());

            // Then
            await().atMost(PATIENCE).until(() -> looks.get() >= 2);
        }
    }

    private FrameLooks frames() {
        InstanceSettings gpu = new InstanceSettings("gpu0", URI.create("http://127.0.0.1:1"), 2, folder);
        StoryStore store = new StoryStore(folder.resolve("stories"));
        return new FrameLooks(new EarlyFrames(store, id -> Optional.of(gpu)), new PromptFollowers(id -> {}, id -> {}));
    }

    private static RenderJob job() {
        return new RenderJob(
                "story-lamp",
                "scene-001",
                1,
                1,
                "00000000-0000-4000-8000-000000000001",
                "client",
                "gpu0",
                URI.create("http://127.0.0.1:1"),
                BigInteger.ONE,
                "smoke",
                "template-hash",
                "hash",
                "4",
                "showrunner/story-lamp/scene-001/p/frame",
                3,
                32,
                18,
                null,
                Map.of(),
                Instant.EPOCH);
    }
}
