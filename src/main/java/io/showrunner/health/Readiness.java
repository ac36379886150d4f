package io.showrunner.health;

import io.showrunner.fleet.InstanceState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether work can be finished: what an orchestrator does with the application depends on it. It rests on the age of the
 * last round trip to each server, whatever state the server was left in: a server that nobody hears from is not there, be
 * it the server or the probing that hangs.
 *
 * @param status OK, DEGRADED while it goes slower or less surely, FAILED when no scene can be finished
 * @param message names every server that is concerned, and why
 */
public record Readiness(Status status, String message) {
    /** Two answers of five seconds each, and some time on a busy machine. */
    private static final Duration SLACK = Duration.ofSeconds(15);

    /**
     * One ComfyUI server.
     *
     * @param why it is not UP, in words; null when it is
     * @param sinceAnswer how long ago a probe came back; empty when none has
     * @param socketTrouble why its websocket is of no use; empty when it is
     */
    public record Server(
            String id,
            InstanceState state,
            String why,
            Optional<Duration> sinceAnswer,
            Optional<String> socketTrouble) {}

    private record Part(Status status, String words) {}

    /**
     * Draws the conclusion.
     *
     * @param probeInterval between two probes of a server
     * @param diskFull what is missing; null when there is room
     */
    public static Readiness of(List<Server> servers, Duration probeInterval, String diskFull) {
        Duration bound = probeInterval.plus(SLACK);
        List<Part> parts = servers.stream().map(server -> part(server, bound)).toList();
        Status whole = Status.ofWhole(parts.stream().map(Part::status).toList());
        if (diskFull != null) {
            return new Readiness(Status.FAILED, Status.FAILED.word() + ": " + diskFull);
        }
        String words = whole == Status.FAILED ? ": no ComfyUI server can finish a scene; " : ": ";
        return new Readiness(
                whole, whole.word() + words + parts.stream().map(Part::words).collect(Collectors.joining("; ")));
    }

    private static Part part(Server server, Duration bound) {
        if (server.state() == InstanceState.DOWN || server.sinceAnswer().isEmpty()) {
            return new Part(Status.FAILED, server.id() + " " + server.state() + ", " + server.why() + age(server));
        }
        if (server.sinceAnswer().get().compareTo(bound) > 0) {
            return new Part(
                    Status.FAILED,
                    server.id() + " has not answered for longer than " + bound.toSeconds() + " s" + age(server));
        }
        if (!server.state().isAtWork() && server.state() != InstanceState.LENT) {
            return new Part(Status.DEGRADED, server.id() + " " + server.state() + ", " + server.why() + age(server));
        }
        return server.socketTrouble()
                .map(trouble -> new Part(
                        Status.DEGRADED,
                        server.id() + ", " + trouble + ": its prompts are followed by polling" + age(server)))
                .orElseGet(() -> new Part(Status.OK, server.id() + " " + server.state() + age(server)));
    }

    private static String age(Server server) {
        return server.sinceAnswer()
                .map(age -> ", last round trip " + age.toSeconds() + " s ago")
                .orElse("");
    }
}
