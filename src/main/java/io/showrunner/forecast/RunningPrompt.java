package io.showrunner.forecast;

import java.time.Instant;

/**
 * A scene's prompt that is on a server.
 *
 * @param preparedAt when it was put on disk
 * @param startedAt when its execution was seen to begin; null when it was not
 */
public record RunningPrompt(
        String storyId, String sceneId, String instanceId, String workflow, Instant preparedAt, Instant startedAt) {}
