package io.showrunner.brief;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
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

class PictureCheckTest {
    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void aPictureIsKnownByItsContentWhateverItsName(String type, byte[] content, int width, int height)
            throws Exception {
        Picture picture = PictureCheck.of(file(content));

        assertThat(picture)
                .returns(type, Picture::type)
                .returns(width, Picture::width)
                .returns(height, Picture::height)
                .returns((long) content.length, Picture::bytes);
        assertThat(picture.sha256()).matches("[0-9a-f]{64}");
    }

    static Stream<Arguments> aPictureIsKnownByItsContentWhateverItsName() {
        return Stream.of(
                arguments("png", Pictures.of("png", 1400, 60), 1400, 60),
                arguments("jpg", Pictures.of("jpg", 90, 1200), 90, 1200),
                arguments("webp", Pictures.webp(1024, 576, 400), 1024, 576));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void whatCannotBeAKeyframeIsRefusedWithItsReason(String what, byte[] content, String reason) throws IOException {
        Path file = file(content);

        assertThatThrownBy(() -> PictureCheck.of(file))
                .isInstanceOf(PictureRefused.class)
                .hasMessageContaining(reason);
    }

    static Stream<Arguments> whatCannotBeAKeyframeIsRefusedWithItsReason() {
        byte[] png = Pictures.of("png", 300, 200);
        byte[] jpg = Pictures.of("jpg", 300, 200);
        byte[] webp = Pictures.webp(300, 200, 400);
        return Stream.of(
                arguments("an empty file", new byte[0], "it must be a PNG, JPEG or WebP picture"),
                arguments("text", "secret".getBytes(StandardCharsets.UTF_8), "it must be a PNG, JPEG or WebP picture"),
                arguments("a GIF", "GIF89a.........".getBytes(StandardCharsets.UTF_8), "PNG, JPEG or WebP"),
                arguments("half a PNG", Arrays.copyOf(png, png.length / 2), "it must be"),
                arguments("half a JPEG", Arrays.copyOf(jpg, jpg.length / 2), "it must be"),
                arguments("half a WebP", Arrays.copyOf(webp, 200), "it has 200 of 400 bytes"),
                arguments("a PNG header alone", Arrays.copyOf(png, 40), "it must be"),
                arguments("a picture too small", Pictures.of("png", 15, 200), "it is 15 pixels wide"),
                arguments("a picture too wide", Pictures.webp(8193, 200, 400), "it is 8193 pixels wide"),
                arguments("a bomb", bomb(png), "pixels wide, and must have 16 to 8192"));
    }

    @Test
    void aFolderAndALinkAreNoPictures() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link.png"), file(Pictures.of("png", 64, 64)));

        assertThatThrownBy(() -> PictureCheck.of(folder)).hasMessageContaining("regular file");
        assertThatThrownBy(() -> PictureCheck.of(link)).hasMessageContaining("regular file");
    }

    /** Says that it has two billion pixels a row. */
    private static byte[] bomb(byte[] png) {
        byte[] copy = png.clone();
        ByteBuffer.wrap(copy).putInt(16, 2_000_000_000);
        return copy;
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("picture.txt"), content);
    }
}
