package io.showrunner.frames;

import java.util.List;

/**
 * What lies in the staging folder after every file was read.
 *
 * @param frames good ones, in order
 * @param problems files that were bad; they are gone from the staging folder
 * @param missing published names of frames that the server listed and that are not here
 */
public record StagedFrames(List<CheckedFrame> frames, List<FrameProblem> problems, List<String> missing) {
    /** Takes copies. */
    public StagedFrames {
        frames = List.copyOf(frames);
        problems = List.copyOf(problems);
        missing = List.copyOf(missing);
    }

    /** True when every frame that the server listed is here and good. */
    public boolean isComplete() {
        return problems.isEmpty() && missing.isEmpty();
    }
}
