package io.showrunner.render;

import io.showrunner.comfyui.HistoryEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps what an observer is told. */
final class PromptLog implements PromptObserver {
    final List<String> told = new ArrayList<>();

    @Override
    public void uploads(String instanceId, String promptId) {
        told.add("uploads " + instanceId + " " + promptId);
    }

    @Override
    public void posts(String instanceId, String promptId) {
        told.add("posts " + instanceId + " " + promptId);
    }

    @Override
    public void executes(String instanceId, String promptId) {
        told.add("executes " + instanceId + " " + promptId);
    }

    @Override
    public void settles(String instanceId, String promptId, Optional<HistoryEntry> end) {
        told.add("settles " + instanceId + " " + promptId + " "
                + end.map(entry -> entry.end().name()).orElse("unknown"));
    }
}
