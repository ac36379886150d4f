package io.showrunner.render;

import io.showrunner.comfyui.HistoryEntry;
import java.util.Optional;

/** Nobody wants to know. */
final class Unobserved implements PromptObserver {
    @Override
    public void uploads(String instanceId, String promptId) {}

    @Override
    public void posts(String instanceId, String promptId) {}

    @Override
    public void executes(String instanceId, String promptId) {}

    @Override
    public void settles(String instanceId, String promptId, Optional<HistoryEntry> end) {}
}
