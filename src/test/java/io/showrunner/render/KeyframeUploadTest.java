package io.showrunner.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.story.FailureKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scene that starts from a picture: the picture is on the server before the prompt is posted. */
class KeyframeUploadTest {
    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1};

    @TempDir
    Path folder;

    private RendererHome home;
    private Path keyframe;

    @BeforeEach
    void aSceneWithAKeyframe() {
        home = new RendererHome(folder, "svd-img2vid");
        keyframe = home.scene.keepKeyframe(PNG);
    }

    @Test
    void thePictureComesBeforeThePromptAndOnce() throws Exception {
        // Given
        RenderTurn turn = home.prepared();
        assertThat(turn.wantsUpload()).isTrue();

        // When
        home.renderer.uploaded(turn, 200, reply(turn.upload().name()));

        // Then
        assertThat(turn).returns(false, RenderTurn::wantsUpload).returns(true, RenderTurn::mustPost);
    }

    @Test
    void aSceneWithoutPictureIsPostedAtOnce() throws Exception {
        RenderTurn turn = new RendererHome(folder.resolve("other"), "smoke").prepared();

        assertThat(turn).returns(false, RenderTurn::wantsUpload).returns(true, RenderTurn::mustPost);
    }

    @Test
    void whatABrokenUploadLeftUnderTheNameIsReplaced() throws Exception {
        // Given
        RenderTurn turn = home.prepared();
        String name = turn.upload().name();

        // When
        home.renderer.uploaded(turn, 200, reply(name.replace(".png", " (1).png")));
        assertThat(turn.wantsUpload()).isTrue();
        assertThat(turn.upload().isReplacing()).isTrue();
        home.renderer.uploaded(turn, 200, reply(name));

        // Then
        assertThat(turn).returns(false, RenderTurn::wantsUpload).returns(true, RenderTurn::isPending);
    }

    @Test
    void aServerThatInsistsOnAnotherNameIsNotGivenThePrompt() throws Exception {
        // Given
        RenderTurn turn = home.prepared();

        // When
        home.renderer.uploaded(turn, 200, reply("a.png"));
        home.renderer.uploaded(turn, 200, reply("b.png"));
        home.renderer.conclude(turn);

        // Then
        assertThat(turn.isFailed()).isTrue();
        assertThat(home.report().error())
                .contains("showrunner/b.png")
                .contains(turn.upload().name());
    }

    @Test
    void aRefusedPictureFailsTheSceneInWords() throws Exception {
        RenderTurn turn = home.prepared();

        home.renderer.uploaded(turn, 413, "");
        home.renderer.conclude(turn);

        assertThat(home.report().failureKind()).isEqualTo(FailureKind.PROMPT_REJECTED);
        assertThat(home.report().error()).contains("413");
    }

    @Test
    void aServerThatDoesNotAnswerTheUploadLosesTheSceneToAnother() throws Exception {
        // Given
        RenderTurn turn = home.prepared();

        // When
        home.renderer.noAnswer(turn, new IOException("connection reset"));
        home.renderer.conclude(turn);

        // Then
        assertThat(home.report().failureKind()).isEqualTo(FailureKind.INSTANCE_DOWN);
        assertThat(turn.wantsAttempt()).isTrue();
    }

    @Test
    void aPromptThatIsRenderingNeedsItsPictureNoMore() throws Exception {
        // Given
        RenderTurn first = home.posted();
        home.dispatcher.release(first);
        Files.delete(keyframe);

        // When
        RenderTurn again = home.restarted().prepared();

        // Then
        assertThat(again).returns(true, RenderTurn::isPending).returns(false, RenderTurn::wantsUpload);
    }

    private static String reply(String name) {
        return "{\"name\": \"" + name + "\", \"subfolder\": \"showrunner\", \"type\": \"input\"}";
    }
}
