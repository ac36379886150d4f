package io.showrunner.forecast;

import io.showrunner.forecast.ForecastRecord.Moment;
import io.showrunner.story.SceneId;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is to be done and who does it, at one moment.
 *
 * @param waiting in run order
 * @param unwritten stories whose scenes come behind those, in the order in which they are written
 * @param writers stories that are written at the same time
 */
record Load(List<Server> servers, List<Waiting> waiting, List<Unwritten> unwritten, int writers) {

    /**
     * One ComfyUI server.
     *
     * @param slots prompts that are kept there
     * @param takes false when it gets no more scenes
     * @param running what it has of ours, in the order of execution
     */
    record Server(String id, int slots, boolean takes, List<Running> running) {}

    /**
     * @param turn another one when the scene was moved
     * @param elapsed seconds since its execution began; negative when it has not
     */
    record Running(SceneId scene, int turn, String workflow, double elapsed) {
        boolean isBegun() {
            return elapsed >= 0;
        }

        Moment moment() {
            return isBegun() ? Moment.STARTED : Moment.QUEUED;
        }
    }

    /** @param turn another one when the scene was moved */
    record Waiting(SceneId scene, int turn, String workflow) {}

    /** @param scenes how many of the story's are not written */
    record Unwritten(String storyId, String workflow, int scenes) {}

    Stream<Running> running() {
        return servers.stream().flatMap(server -> server.running().stream());
    }

    boolean isNothing() {
        return waiting.isEmpty() && unwritten.isEmpty() && running().findAny().isEmpty();
    }

    /** Scenes that are executed. */
    int rendering() {
        return (int) running().filter(Running::isBegun).count();
    }

    /** Scenes that are not executed yet. */
    int queued() {
        return waiting.size() + (int) running().filter(each -> !each.isBegun()).count();
    }

    boolean isTaken() {
        return servers.stream().anyMatch(Server::takes);
    }
}
