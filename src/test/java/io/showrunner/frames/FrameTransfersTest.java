package io.showrunner.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameTransfersTest {
    private static final byte[] PICTURE = Pngs.picture(32, 18, 1);
    private static final String ETAG = "\"17a-2b\"";
    private static final int CAME = 100;

    @TempDir
    Path root;

    private FrameStaging staging;
    private FrameTransfers transfers;
    private FrameFile frame;

    @BeforeEach
    void aFrameToFetch() {
        RenderedScene scene = new RenderedScene(root);
        staging = scene.staging;
        transfers = staging.transfers();
        frame = staging.plan(RenderedScene.job(1, 1), RenderedScene.report(RenderedScene.job(1, 1), 1))
                .get(0);
    }

    @Test
    void theWholeFrameIsAskedForFirst() {
        assertThat(transfers.range(frame)).isNull();
        assertThat(transfers.version(frame)).isNull();
    }

    @Test
    void ofABrokenTransferOnlyTheRestIsAskedForAndTheFrameIsWhole() throws IOException {
        // Given
        breakOff(ETAG);

        // When
        assertThat(transfers.range(frame)).isEqualTo("bytes=" + CAME + "-");
        assertThat(transfers.version(frame)).isEqualTo(ETAG);
        begin(206, ETAG, "bytes " + CAME + "-" + (PICTURE.length - 1) + "/" + PICTURE.length);
        staging.stage(new ByteArrayInputStream(PICTURE, CAME, PICTURE.length - CAME), frame.target());

        // Then
        assertThat(frame.target()).hasBinaryContent(PICTURE);
        assertThat(frame.target().getParent()).isDirectoryNotContaining("glob:**.tmp-*");
        assertThat(transfers.range(frame)).isNull();
    }

    @Test
    void aTransferMayBreakOffAgainAndAgain() throws IOException {
        breakOff(ETAG);
        begin(206, ETAG, "bytes " + CAME + "-999/1000");
        assertThatThrownBy(() -> staging.stage(broken(CAME, 2 * CAME), frame.target()))
                .isInstanceOf(BrokenTransfer.class);

        assertThat(transfers.range(frame)).isEqualTo("bytes=" + 2 * CAME + "-");
    }

    @Test
    void aFileThatHasChangedComesWhole() throws IOException {
        // Given
        breakOff(ETAG);

        // When
        begin(200, "\"other\"", null);
        staging.stage(new ByteArrayInputStream(PICTURE), frame.target());

        // Then
        assertThat(frame.target()).hasBinaryContent(PICTURE);
    }

    @Test
    void aPartOfAnotherFileIsRefusedAndTheWholeOneIsAskedFor() throws IOException {
        breakOff(ETAG);

        assertThatThrownBy(() -> begin(206, "\"other\"", "bytes " + CAME + "-999/1000"))
                .isInstanceOf(FrameProblem.class)
                .hasMessageContaining("it changed while it was on its way");
        assertThat(transfers.range(frame)).isNull();
        assertThat(frame.target().getParent()).isEmptyDirectory();
    }

    @Test
    void aServerWithoutStrongETagsSendsTheWholeFrameAgain() throws IOException {
        breakOff("W/\"weak\"");

        assertThat(transfers.range(frame)).isNull();
        assertThat(frame.target().getParent()).isEmptyDirectory();
    }

    @Test
    void whatIsNotAwaitedAnyMoreIsNotKept() throws IOException {
        breakOff(ETAG);

        staging.verified(RenderedScene.job(1, 1), RenderedScene.report(RenderedScene.job(1, 1), 1));

        assertThat(transfers.range(frame)).isNull();
        assertThat(frame.target().getParent()).isEmptyDirectory();
    }

    private void begin(int status, String etag, String contentRange) throws IOException {
        Map<String, Object> headers = new HashMap<>(Map.of("ETag", etag));
        headers.put("Content-Range", contentRange);
        transfers.begun(frame, status, headers);
    }

    private void breakOff(String etag) throws IOException {
        begin(200, etag, null);
        assertThat(catchThrowable(() -> staging.stage(broken(0, CAME), frame.target())))
                .isInstanceOf(BrokenTransfer.class);
        assertThat(Files.exists(frame.target())).isFalse();
    }

    private static InputStream broken(int from, int to) {
        return new SequenceInputStream(
                new ByteArrayInputStream(Arrays.copyOfRange(PICTURE, from, to)), new PipedInputStream());
    }
}
