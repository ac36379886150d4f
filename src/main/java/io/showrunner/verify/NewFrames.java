package io.showrunner.verify;

import io.showrunner.comfyui.ServerFile;
import io.showrunner.frames.FrameStaging;
import io.showrunner.frames.PngCheck;
import io.showrunner.manifest.SceneManifest.Frame;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The frames of a scene that was rendered again: fetched into a folder of their own, each checked as a published one is. */
final class NewFrames {
    private final ComfyUiServer server;
    private final FrameStaging staging;
    private final Path folder;

    NewFrames(ComfyUiServer server, FrameStaging staging, Path folder) {
        this.staging = staging;
        this.server = server;
        this.folder = folder;
    }

    List<Frame> fetch(List<ServerFile> files) throws IOException {
        List<Frame> frames = new ArrayList<>();
        for (ServerFile file : files) {
            Path target = folder.resolve("frame_%05d.png".formatted(frames.size() + 1));
            server.view(file, content -> staging.write(content, target, PngCheck.MAX_BYTES));
            frames.add(PngCheck.check(target).asDescribed());
        }
        return frames;
    }
}
