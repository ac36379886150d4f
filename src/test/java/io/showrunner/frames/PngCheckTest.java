package io.showrunner.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.showrunner.frames.FrameProblem.Reason;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PngCheckTest {
    private static final byte[] GOOD = Pngs.picture(32, 18, 1);

    @TempDir
    Path folder;

    @Test
    void aWholePngIsDescribed() throws IOException {
        CheckedFrame frame = PngCheck.check(file(GOOD), 32, 18);

        assertThat(frame.bytes()).isEqualTo(GOOD.length);
        assertThat(frame.width()).isEqualTo(32);
        assertThat(frame.height()).isEqualTo(18);
        assertThat(frame.sha256()).matches("[0-9a-f]{64}");
        assertThat(frame.uniform()).isFalse();
    }

    @Test
    void anySizeIsTakenWhenTheWorkflowDoesNotSayOne() throws IOException {
        assertThat(PngCheck.check(file(GOOD), null, null).width()).isEqualTo(32);
    }

    @Test
    void aPictureOfOneColourIsTakenAndSaid() throws IOException {
        assertThat(PngCheck.check(file(Pngs.blank(32, 18)), 32, 18).uniform()).isTrue();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("badFiles")
    void aBadFileIsRefusedWithItsNameAndTheReason(String kind, Reason reason, byte[] content, String words)
            throws IOException {
        Path file = file(content);

        assertThatThrownBy(() -> PngCheck.check(file, 32, 18))
                .isInstanceOfSatisfying(FrameProblem.class, e -> {
                    assertThat(e.reason()).isEqualTo(reason);
                    assertThat(e.file()).isEqualTo("frame_00001.png");
                })
                .hasMessageContaining("frame_00001.png")
                .hasMessageContaining(words);
    }

    static Stream<Arguments> badFiles() {
        return Stream.of(
                arguments("no bytes", Reason.EMPTY, new byte[0], "is empty"),
                arguments("half of it", Reason.TRUNCATED, Pngs.truncated(GOOD), "is truncated"),
                arguments("all but the last byte", Reason.TRUNCATED, Arrays.copyOf(GOOD, GOOD.length - 1), "truncated"),
                arguments(
                        "all but the end chunk", Reason.TRUNCATED, Arrays.copyOf(GOOD, GOOD.length - 12), "truncated"),
                arguments("only the signature", Reason.TRUNCATED, Arrays.copyOf(GOOD, 8), "truncated"),
                arguments("three bytes", Reason.TRUNCATED, Arrays.copyOf(GOOD, 3), "truncated"),
                arguments("a web page", Reason.NOT_A_PNG, "<html>".getBytes(StandardCharsets.UTF_8), "is not a PNG"),
                arguments("a flipped byte", Reason.UNDECODABLE, Pngs.damaged(GOOD), "fails its checksum"),
                arguments(
                        "bytes after the end",
                        Reason.UNDECODABLE,
                        Arrays.copyOf(GOOD, GOOD.length + 5),
                        "5 bytes follow"),
                arguments("another size", Reason.WRONG_SIZE, Pngs.picture(18, 32, 1), "18x32, expected 32x18"),
                arguments("a huge header", Reason.TOO_LARGE, withSize(60_000, 60_000), "60000x60000"),
                arguments("no pixels", Reason.UNDECODABLE, withSize(0, 18), "0x18"),
                arguments("more rows than data", Reason.UNDECODABLE, withSize(32, 18, (byte) 3), "cannot be decoded"));
    }

    @Test
    void aMissingFileIsAProblemToo() {
        assertThatThrownBy(() -> PngCheck.check(folder.resolve("frame_00009.png"), null, null))
                .isInstanceOfSatisfying(
                        FrameProblem.class, e -> assertThat(e.reason()).isEqualTo(Reason.MISSING));
    }

    @Test
    void aFileOfMoreThan64MegabytesIsNotRead() throws IOException {
        Path file = folder.resolve("frame_00001.png");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(PngCheck.MAX_BYTES + 1);
        }

        assertThatThrownBy(() -> PngCheck.check(file, null, null))
                .isInstanceOfSatisfying(
                        FrameProblem.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE));
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("frame_00001.png"), content);
    }

    private static byte[] withSize(int width, int height) {
        return withSize(width, height, GOOD[25]);
    }

    private static byte[] withSize(int width, int height, byte colourType) {
        byte[] copy = GOOD.clone();
        ByteBuffer.wrap(copy).putInt(16, width).putInt(20, height).put(25, colourType);
        CRC32 sum = new CRC32();
        sum.update(copy, 12, 17);
        ByteBuffer.wrap(copy).putInt(29, (int) sum.getValue());
        return copy;
    }
}
