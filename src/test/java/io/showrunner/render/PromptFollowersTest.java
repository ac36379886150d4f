package io.showrunner.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.story.RenderJob;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptFollowersTest {
    @TempDir
    Path folder;

    private final List<String> told = new ArrayList<>();
    private final PromptFollowers followers =
            new PromptFollowers(id -> told.add("follow " + id), id -> told.add("forget " + id));
    private final WatchedPrompt prompt = new WatchedPrompt(600, 0, 1800).posted();
    private RenderJob job;

    @BeforeEach
    void aPromptOnGpu0() throws InterruptedException {
        job = new RendererHome(folder, "smoke").posted().job;
    }

    @Test
    void eventsReachThePromptWhileItIsFollowedAndNoLonger() {
        followers.follow(job, prompt.watch);
        followers.executionStarted(job.promptId());
        followers.progressed(job.promptId(), "5", 1.5);
        assertThat(prompt.watch.pulse().isBeating()).isTrue();
        assertThat(followers.nodesDone(job.promptId())).isEqualTo(1.5);

        followers.forget(job.promptId());
        followers.executionEnded(job.promptId());
        followers.progressed(job.promptId(), "5", 1.5);

        assertThat(prompt.watch.pulse().isBeating()).isTrue();
        assertThat(followers.nodesDone(job.promptId())).isZero();
        assertThat(told).containsExactly("follow " + job.promptId(), "forget " + job.promptId());
    }

    @Test
    void whoeverStagesFramesIsToldWhenTheyAreWritten() {
        // Given
        followers.tell(new PromptFollowers.Saves() {
            @Override
            public void begun(RenderJob saved) {
                told.add("saves " + saved.promptId());
            }

            @Override
            public void over(RenderJob saved) {
                told.add("saves no more " + saved.promptId());
            }
        });
        followers.follow(job, prompt.watch);
        told.clear();

        // When
        followers.stepped(job.promptId(), "1");
        followers.stepped(job.promptId(), job.framesNode());
        followers.stepped(job.promptId(), "");
        followers.executionEnded(job.promptId());
        followers.stepped("of-somebody-else", job.framesNode());

        // Then
        String id = job.promptId();
        assertThat(told).containsExactly("saves no more " + id, "saves " + id, "saves no more " + id);
    }

    @Test
    void aPromptThatIsExecutedAndOfWhichNoEventComesIsUnheard() {
        // Given
        followers.follow(job, prompt.watch);
        assertThat(followers.unheard(job.promptId())).as("not executed").isEmpty();
        prompt.looks("running");
        assertThat(followers.unheard(job.promptId())).contains(job);

        // When
        followers.executionStarted(job.promptId());

        // Then
        assertThat(followers.unheard(job.promptId())).isEmpty();
    }

    @Test
    void aSocketThatIsLostConcernsThePromptsOfItsServerOnly() {
        followers.follow(job, prompt.watch);
        followers.executionStarted(job.promptId());

        followers.socketLost("gpu1");
        boolean afterAnother = prompt.watch.pulse().isBeating();
        followers.socketLost("gpu0");

        assertThat(afterAnother).isTrue();
        assertThat(prompt.watch.pulse().isBeating()).isFalse();
    }

    @Test
    void aSocketThatAnswersKeepsItsPromptsCertain() {
        followers.follow(job, prompt.watch);
        followers.executionStarted(job.promptId());

        prompt.passes(10);
        followers.socketHeard("gpu0");
        prompt.passes(10);

        assertThat(prompt.watch.pulse().isBeating()).isTrue();
        assertThat(prompt.passes(3).watch.pulse().isBeating()).isFalse();
    }
}
