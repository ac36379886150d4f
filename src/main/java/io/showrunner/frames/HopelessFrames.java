package io.showrunner.frames;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The frames of one prompt that no waiting makes better: too large, outside the output folder, or whole and found damaged
 * again and again. Thread-safe.
 */
final class HopelessFrames {
    /** A file on a network share can have its end before its middle; damage on the way goes with the next transfer. */
    private static final int LOOKS = 5;

    private final Map<Path, FrameProblem> given = new LinkedHashMap<>();
    private final Map<Path, Integer> damaged = new HashMap<>();

    synchronized void note(FrameFile frame, FrameProblem problem) {
        boolean hopeless =
                switch (problem.reason()) {
                    case TOO_LARGE, OUTSIDE -> true;
                    case UNDECODABLE -> damaged.merge(frame.target(), 1, Integer::sum) >= LOOKS;
                    case MISSING, EMPTY, TRUNCATED, NOT_A_PNG, WRONG_SIZE -> false;
                };
        if (hopeless) {
            given.put(frame.target(), problem);
        }
    }

    synchronized boolean contains(FrameFile frame) {
        return given.containsKey(frame.target());
    }

    /** What lies in the staging folder, with these among the bad ones instead of the missing ones. */
    synchronized StagedFrames among(StagedFrames staged) {
        List<FrameProblem> problems = new ArrayList<>(staged.problems());
        problems.addAll(given.values());
        List<String> bad = given.keySet().stream()
                .map(Path::getFileName)
                .map(Path::toString)
                .toList();
        return new StagedFrames(
                staged.frames(),
                problems,
                staged.missing().stream().filter(name -> !bad.contains(name)).toList());
    }
}
