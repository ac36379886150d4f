package io.showrunner.frames;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.story.FramesMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a haul answers to the routes that ask it for the way. */
class FrameHaulTest {
    @TempDir
    Path folder;

    @Test
    void aHaulOfAnOutdatedMessageNamesItsSceneAndWantsNothing() {
        FrameHaul haul = new FrameHaul(new FramesMessage("story-a", "scene-001", 2));

        assertThat(haul)
                .returns(true, FrameHaul::isStale)
                .returns(false, FrameHaul::wantsFrames)
                .returns(0L, FrameHaul::pauseMillis)
                .returns("story-a", FrameHaul::storyId)
                .returns("scene-001", FrameHaul::sceneId);
    }

    @Test
    void aHaulGoesOverHttpToTheServerOfThePrompt() {
        CollectorHome home = new CollectorHome(folder);

        assertThat(home.take(home.overHttp(30, 300)))
                .returns(false, FrameHaul::isStale)
                .returns(true, FrameHaul::wantsFrames)
                .returns(false, FrameHaul::isShared)
                .returns("gpu0", FrameHaul::instanceId);
    }

    @Test
    void aHaulGoesToTheFolderWhenItCanBeReadAndOverHttpWhenItIsNotThere() throws IOException {
        CollectorHome home = new CollectorHome(folder);

        assertThat(home.take(home.shared(60, 3)))
                .returns(true, FrameHaul::wantsFrames)
                .returns(false, FrameHaul::isShared);

        Files.createDirectories(home.output);
        assertThat(home.take(home.shared(60, 3)))
                .returns(true, FrameHaul::wantsFrames)
                .returns(true, FrameHaul::isShared);
    }
}
