package io.showrunner.render;

import io.showrunner.story.SceneSpec;
import io.showrunner.story.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds the pictures that scenes start from. Only pictures are sent to a server, whatever a brief names. */
public final class Keyframes {
    private static final long LARGEST_PICTURE = 64 << 20;
    private static final int NAME_LENGTH = 32;

    private final Path home;

    /** @param home what relative paths of a brief are resolved against */
    public Keyframes(Path home) {
        this.home = home;
    }

    /**
     * The scene's picture; empty when it brings none.
     *
     * @throws UnusableWorkflow when it brings one that is not there or not a picture
     */
    Optional<Keyframe> of(SceneSpec scene, String workflow) {
        if (scene.keyframePath() == null) {
            return Optional.empty();
        }
        try {
            Path source = home.resolve(scene.keyframePath());
            if (!Files.isRegularFile(source)) {
                throw problem(workflow, scene, "is not a file");
            }
            if (Files.size(source) > LARGEST_PICTURE) {
                throw problem(workflow, scene, "is larger than " + LARGEST_PICTURE + " bytes");
            }
            byte[] content = Files.readAllBytes(source);
            String ending =
                    ending(content).orElseThrow(() -> problem(workflow, scene, "is not a PNG, JPEG or WebP picture"));
            String name = Sha256.hex(content).substring(0, NAME_LENGTH) + ending;
            return Optional.of(new Keyframe(source, Keyframe.SUBFOLDER, name));
        } catch (InvalidPathException | IOException e) {
            throw problem(workflow, scene, "cannot be read: " + e.getMessage());
        }
    }

    private static Optional<String> ending(byte[] content) {
        String start = new String(content, 0, Math.min(16, content.length), StandardCharsets.ISO_8859_1);
        if (start.startsWith("\u0089PNG\r\n\u001a\n")) {
            return Optional.of(".png");
        }
        if (start.startsWith("\u00ff\u00d8\u00ff")) {
            return Optional.of(".jpg");
        }
        return start.startsWith("RIFF") && start.startsWith("WEBP", 8) ? Optional.of(".webp") : Optional.empty();
    }

    private static UnusableWorkflow problem(String workflow, SceneSpec scene, String words) {
        return new UnusableWorkflow(
                workflow, List.of("the keyframe of " + scene.id() + ", " + scene.keyframePath() + ", " + words));
    }
}
