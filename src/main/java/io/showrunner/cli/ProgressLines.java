package io.showrunner.cli;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;

/** One line for each change of state, for logs and pipes. */
final class ProgressLines implements ProgressView {
    private record Scene(String name, int total, String state) {}

    private final PrintStream out;
    private final Map<String, Scene> scenes = new HashMap<>();

    ProgressLines(PrintStream out) {
        this.out = out;
    }

    @Override
    public synchronized void scene(String storyId, String sceneId, String title, int total) {
        scenes.putIfAbsent(
                storyId + "/" + sceneId, new Scene(Terminal.plain(sceneId + " \"" + title + "\""), total, ""));
    }

    @Override
    public synchronized void update(String storyId, String sceneId, int done, String state) {
        scenes.computeIfPresent(storyId + "/" + sceneId, (key, scene) -> {
            if (!scene.state().equals(state)) {
                line(scene.name() + " " + done + "/" + scene.total() + " " + Terminal.plain(state));
            }
            return new Scene(scene.name(), scene.total(), state);
        });
    }

    @Override
    public synchronized void line(String text) {
        out.println(text);
    }

    @Override
    public void close() {
        out.flush();
    }
}
