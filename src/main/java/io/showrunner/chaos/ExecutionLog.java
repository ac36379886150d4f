package io.showrunner.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.simulator.comfyui.Execution;
import io.showrunner.simulator.comfyui.ServerListener;
import io.showrunner.story.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/**
 * A server's own account of its prompts in a file: one JSON line for each that it accepts, begins and ends, written in
 * the moment itself, so that it outlives a SIGKILL. It goes on over all lives of the server.
 */
public final class ExecutionLog implements ServerListener, AutoCloseable {
    /** What a line tells. DIED is written by whoever killed the server, or by the server when a prompt took it down. */
    enum Event {
        BORN,
        ACCEPTED,
        STARTED,
        ENDED,
        DIED
    }

    private final FileChannel file;
    private final long life;
    private final Runnable afterCrash;

    private ExecutionLog(FileChannel file, long life, Runnable afterCrash) {
        this.file = file;
        this.life = life;
        this.afterCrash = afterCrash;
    }

    /**
     * Begins the account of this process; earlier lives stay in the file.
     *
     * @param afterCrash what is to be done when a prompt has taken the server down
     */
    public static ExecutionLog open(Path file, Runnable afterCrash) {
        ExecutionLog log = append(file, ProcessHandle.current().pid(), afterCrash);
        log.write(log.line(Event.BORN));
        return log;
    }

    /** Notes that the server whose process this was is dead. */
    static void died(Path file, long life) {
        try (ExecutionLog log = append(file, life, () -> {})) {
            log.write(log.line(Event.DIED));
        }
    }

    private static ExecutionLog append(Path file, long life, Runnable afterCrash) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return new ExecutionLog(channel, life, afterCrash);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the log " + file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void accepted(String promptId, JsonNode label, int queued) {
        write(line(Event.ACCEPTED, promptId, label).put("queued", queued));
    }

    @Override
    public void started(String promptId, JsonNode label) {
        write(line(Event.STARTED, promptId, label));
    }

    @Override
    public void ended(Execution run) {
        write(line(Event.ENDED, run.promptId(), run.extraPnginfo())
                .put("outcome", run.outcome().name()));
    }

    @Override
    public void crashed() {
        write(line(Event.DIED));
        afterCrash.run();
    }

    private ObjectNode line(Event event, String promptId, JsonNode label) {
        JsonNode scene = label.path("showrunner");
        return line(event)
                .put("promptId", promptId)
                .put("storyId", scene.path("storyId").asText(""))
                .put("sceneId", scene.path("sceneId").asText(""));
    }

    private ObjectNode line(Event event) {
        return Json.mapper()
                .createObjectNode()
                .put("at", Instant.now().toString())
                .put("event", event.name())
                .put("life", life);
    }

    private synchronized void write(ObjectNode line) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the log: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the log: " + e.getMessage(), e);
        }
    }
}
