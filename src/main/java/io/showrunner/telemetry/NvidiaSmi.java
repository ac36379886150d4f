package io.showrunner.telemetry;

import io.showrunner.config.Settings.InstanceSettings;
import io.showrunner.config.SmiSettings;
import io.showrunner.story.GpuReading;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks nvidia-smi for the card of a server: the one that the settings name, or the only one there is when the server is on
 * this machine. Which of several cards it is, is never guessed. Where the program is not installed nobody is asked.
 */
public final class NvidiaSmi {
    private static final Logger LOG = LoggerFactory.getLogger(NvidiaSmi.class);
    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int MOST_BYTES = 1 << 16;

    private final SmiSettings settings;
    private final Function<String, Optional<InstanceSettings>> instances;
    private final String searchPath;

    /**
     * @param instances the server of this id; empty when it is not there any more
     * @param searchPath as in the environment's {@code PATH}
     */
    public NvidiaSmi(SmiSettings settings, Function<String, Optional<InstanceSettings>> instances, String searchPath) {
        this.settings = settings;
        this.instances = instances;
        this.searchPath = searchPath;
    }

    /** The server's card; null when nothing is known about it. */
    public GpuReading look(String instanceId) {
        Optional<Path> program = program();
        Integer named = settings.cards().get(instanceId);
        if (program.isEmpty() || (named == null && !isHere(instanceId))) {
            return null;
        }
        List<GpuReading> cards = SmiTable.read(output(program.get()));
        return cards.stream()
                .filter(card -> named == null ? cards.size() == 1 : named.equals(card.index()))
                .findFirst()
                .orElse(null);
    }

    private boolean isHere(String instanceId) {
        return instances
                .apply(instanceId)
                .map(server -> server.url().getHost())
                .filter(THIS_MACHINE::contains)
                .isPresent();
    }

    private Optional<Path> program() {
        Path itself = Path.of(settings.program());
        Stream<Path> places = itself.isAbsolute()
                ? Stream.of(itself)
                : Stream.of(searchPath.split(File.pathSeparator))
                        .filter(folder -> !folder.isEmpty())
                        .map(folder -> Path.of(folder).resolve(itself));
        return places.filter(Files::isExecutable).filter(Files::isRegularFile).findFirst();
    }

    /** Its few lines fit into the pipe, so it ends without anybody reading them. */
    private static String output(Path program) {
        List<String> words = new ArrayList<>(List.of(program.toString()));
        words.addAll(SmiTable.ARGUMENTS);
        try {
            Process process = new ProcessBuilder(words)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            if (process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS) && process.exitValue() == 0) {
                return new String(process.getInputStream().readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
            }
            process.destroyForcibly();
            LOG.warn("program={} did not say how the cards are", program);
        } catch (IOException e) {
            LOG.warn("program={} cannot be asked how the cards are: {}", program, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return "";
    }
}
