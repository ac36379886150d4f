package io.showrunner.story;

import java.util.Map;

/** Work that lines of the log are about. */
public interface Correlated {
    /** What identifies it: {@code storyId}, {@code sceneId}, {@code promptId} and {@code instance}, as far as known. */
    Map<String, String> correlation();
}
