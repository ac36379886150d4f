package io.showrunner.fleet;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.showrunner.story.Account;
import io.showrunner.story.Stage;
import io.showrunner.story.StageHolds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which server could take scenes when, and why not: {@code data/fleet-history.jsonl}, with what came before it in a second file. An
 * account for people: nothing is decided by it. Thread-safe.
 */
public final class FleetHistory {
    /** Stands where the id of a server does, for the application itself. */
    public static final String SHOWRUNNER = "showrunner";

    /** The state of a stage that takes no work. */
    public static final String HELD = "HELD";

    private static final String RUNNING = "RUNNING";
    private static final String STOPPED = "STOPPED";
    private static final Logger LOG = LoggerFactory.getLogger(FleetHistory.class);
    /** Some ten thousand lines. */
    private static final long MOST_BYTES = 1 << 20;

    private final Path file;
    private final Fleet fleet;
    private final StageHolds holds;
    private final Clock clock;

    private FleetHistory(Path data, Fleet fleet, StageHolds holds, Clock clock) {
        this.file = file(data);
        this.fleet = fleet;
        this.holds = holds;
        this.clock = clock;
    }

    /**
     * From then on it was so.
     *
     * @param subject id of a server, {@code stage render} and so on, or {@code showrunner}
     * @param state of {@link InstanceState}; of a stage RUNNING or HELD, of the application RUNNING or STOPPED
     * @param why in words; null when there is nothing to say
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Entry(Instant at, String subject, String state, String why) {
        /** True for the entry that a stop leaves. */
        @JsonIgnore
        public boolean isStop() {
            return subject.equals(SHOWRUNNER) && state.equals(STOPPED);
        }

        /** True for the entry that a start makes. */
        @JsonIgnore
        public boolean isStart() {
            return subject.equals(SHOWRUNNER) && state.equals(RUNNING);
        }
    }

    /** A run begins; everything that changes from now on is kept, and {@link #end} is to be called when the run ends. */
    public static FleetHistory begin(Path data, Fleet fleet, StageHolds holds, Clock clock) {
        FleetHistory history = new FleetHistory(data, fleet, holds, clock);
        history.add(SHOWRUNNER, RUNNING, null);
        fleet.onStateChange(history::changed);
        holds.onChange(history::changed);
        holds.all().forEach(hold -> history.changed(hold.stage()));
        return history;
    }

    /** The run ends by a stop. */
    public void end() {
        add(SHOWRUNNER, STOPPED, null);
    }

    /** Everything that is known, oldest first. */
    public static List<Entry> read(Path data) {
        return Stream.of(older(file(data)), file(data))
                .flatMap(file -> Account.read(file, Entry.class).stream())
                .toList();
    }

    /** What a stage is called here. */
    public static String subject(Stage stage) {
        return "stage " + stage.word();
    }

    private void changed(String instanceId, InstanceState state) {
        String why = fleet.find(instanceId).isPresent()
                ? fleet.view(instanceId).message()
                : "it is not among the servers any more";
        add(instanceId, state.name(), why);
    }

    private void changed(Stage stage) {
        holds.hold(stage)
                .ifPresentOrElse(
                        hold -> add(subject(stage), HELD, hold.why()), () -> add(subject(stage), RUNNING, null));
    }

    private synchronized void add(String subject, String state, String why) {
        Account.add(file, new Entry(clock.instant(), subject, state, why));
        try {
            if (Files.exists(file) && Files.size(file) > MOST_BYTES) {
                Files.move(file, older(file), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be put aside and grows: {}", file, e.toString());
        }
    }

    private static Path file(Path data) {
        return data.resolve("fleet-history.jsonl");
    }

    private static Path older(Path file) {
        return file.resolveSibling(file.getFileName() + ".1");
    }
}
