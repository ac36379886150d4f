package io.showrunner.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.sun.management.ThreadMXBean;
import io.showrunner.frames.FrameProblem.Reason;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PngCheckTest {
    private static final byte[] GOOD = Pngs.picture(32, 18, 1);

    @TempDir
    Path folder;

    @Test
    void aWholePngIsDescribed() throws IOException {
        CheckedFrame frame = PngCheck.check(file(GOOD));

        assertThat(frame.bytes()).isEqualTo(GOOD.length);
        assertThat(frame.width()).isEqualTo(32);
        assertThat(frame.height()).isEqualTo(18);
        assertThat(frame.sha256()).matches("[0-9a-f]{64}");
        assertThat(frame.uniform()).isFalse();
    }

    @Test
    void anySizeIsTakenWhenTheWorkflowDoesNotSayOne() throws IOException {
        CheckedFrame frame = PngCheck.check(file(GOOD));

        assertThat(frame.requireSize(null, null)).isEqualTo(frame);
        assertThat(frame.requireSize(32, null)).isEqualTo(frame);
        assertThat(frame.requireSize(null, 18)).isEqualTo(frame);
    }

    @Test
    void aPictureOfOneColourIsTakenAndSaid() throws IOException {
        assertThat(PngCheck.check(file(Pngs.blank(32, 18))).uniform()).isTrue();
    }

    @Test
    void aTraceOfNoiseIsStillOneColourAndADimSceneIsNot() throws IOException {
        assertThat(PngCheck.check(file(Pngs.noise(32, 18, 3))).uniform()).isTrue();
        assertThat(PngCheck.check(file(Pngs.noise(32, 18, 16))).uniform()).isFalse();
    }

    @Test
    void equalPicturesHaveEqualPixelsWhateverIsWrittenBesideThem() throws IOException {
        CheckedFrame plain = PngCheck.check(file(GOOD));
        CheckedFrame labelled = PngCheck.check(file(Pngs.withText(GOOD, "{\"seed\": 42}")));
        CheckedFrame other = PngCheck.check(file(Pngs.picture(32, 18, 2)));

        assertThat(labelled.sha256()).isNotEqualTo(plain.sha256());
        assertThat(labelled.pixelHash()).isEqualTo(plain.pixelHash()).isNotEqualTo(other.pixelHash());
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_3BYTE_BGR,
                BufferedImage.TYPE_4BYTE_ABGR,
                BufferedImage.TYPE_BYTE_GRAY,
                BufferedImage.TYPE_USHORT_GRAY,
                BufferedImage.TYPE_BYTE_INDEXED,
                BufferedImage.TYPE_BYTE_BINARY
            })
    void everyKindOfPngIsTakenInterlacedOrNot(int type) throws IOException {
        for (int side : new int[] {1, 3, 33}) {
            BufferedImage image = new BufferedImage(side, side, type);
            image.setRGB(0, 0, 0xFFFFFF);

            assertThat(PngCheck.check(file(Pngs.encode(image))).width()).isEqualTo(side);
            assertThat(PngCheck.check(file(Pngs.interlaced(image))).width()).isEqualTo(side);
        }
    }

    @Test
    void aLargePictureIsCheckedWithoutBeingHeldInMemory() throws IOException {
        // Given
        Path file = file(Pngs.large(3840, 2160));
        PngCheck.check(file);
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

        // When
        long before = threads.getCurrentThreadAllocatedBytes();
        PngCheck.check(file);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        // Then
        assertThat(file).satisfies(picture -> assertThat(Files.size(picture)).isGreaterThan(20L << 20));
        assertThat(allocated).isLessThan(1L << 20);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("badFiles")
    void aBadFileIsRefusedWithItsNameAndTheReason(String kind, Reason reason, byte[] content, String words)
            throws IOException {
        Path file = file(content);

        assertThatThrownBy(() -> PngCheck.check(file).requireSize(32, 18))
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
                arguments("a flipped byte", Reason.UNDECODABLE, Pngs.damaged(GOOD), "cannot be decoded"),
                arguments(
                        "bytes after the end",
                        Reason.UNDECODABLE,
                        Arrays.copyOf(GOOD, GOOD.length + 5),
                        "5 bytes follow"),
                arguments("another size", Reason.WRONG_SIZE, Pngs.picture(18, 32, 1), "18x32, expected 32x18"),
                arguments("a huge header", Reason.TOO_LARGE, withSize(60_000, 60_000), "60000x60000"),
                arguments("no pixels", Reason.UNDECODABLE, withSize(0, 18), "0x18"),
                arguments("another colour type", Reason.UNDECODABLE, withSize(32, 18, (byte) 3), "no palette"),
                arguments("more rows than data", Reason.UNDECODABLE, withSize(32, 19), "ends early"),
                arguments("fewer rows than data", Reason.UNDECODABLE, withSize(32, 17), "more pixel data"),
                arguments(
                        "a wrong text",
                        Reason.UNDECODABLE,
                        Pngs.withDamagedText(GOOD),
                        "the chunk at byte 33 fails its checksum"),
                arguments("a wrong sum of its pixels", Reason.UNDECODABLE, Pngs.withWrongPixelSum(GOOD), "pixel data"),
                arguments("an unknown colour type", Reason.UNDECODABLE, withSize(32, 18, (byte) 5), "colour type 5"));
    }

    @Test
    void aMissingFileIsAProblemToo() {
        assertThatThrownBy(() -> PngCheck.check(folder.resolve("frame_00009.png")))
                .isInstanceOfSatisfying(
                        FrameProblem.class, e -> assertThat(e.reason()).isEqualTo(Reason.MISSING));
    }

    @Test
    void aFileOfMoreThan64MegabytesIsNotRead() throws IOException {
        Path file = folder.resolve("frame_00001.png");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(PngCheck.MAX_BYTES + 1);
        }

        assertThatThrownBy(() -> PngCheck.check(file))
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
        ByteBuffer.wrap(copy).putInt(29, Pngs.sum(copy, 12, 17));
        return copy;
    }
}
