package io.showrunner.forecast;

import io.showrunner.story.SceneId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * When everything will be done, as it looks at one moment.
 *
 * @param backlog empty when there is nothing to do, or no server to do it
 * @param scenes those that run or wait, but for what comes behind the first 2 000
 */
record Outlook(Instant at, Load load, Optional<Backlog> backlog, Map<SceneId, Eta> scenes, Map<String, Eta> stories) {}
