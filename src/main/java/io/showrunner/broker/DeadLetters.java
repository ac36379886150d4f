package io.showrunner.broker;

import io.showrunner.story.DurableFiles;
import io.showrunner.story.FolderNames;
import io.showrunner.story.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder of the dead letters: one JSON file each, there whole or not at all. Thread-safe. */
public final class DeadLetters {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
    private static final Pattern ID = Pattern.compile("[0-9a-f]{16}");
    private static final String SUFFIX = ".json";

    private final Path folder;

    public DeadLetters(Path folder) {
        this.folder = folder;
    }

    /** Keeps the letter for good; keeping it again replaces it. */
    public synchronized void keep(DeadLetter letter) {
        DurableFiles.writeJson(file(letter.id()), letter);
        LOG.error(
                "{} is dead letter {} after {} failures: {}; mend it and retry it (dead-letters retry), or drop it",
                letter.subject(),
                letter.id(),
                letter.failures(),
                letter.reason());
    }

    /** The letters of the last failures, newest first. */
    public List<DeadLetter> newest(int most) {
        return ids().stream()
                .flatMap(id -> find(id).stream())
                .sorted(Comparator.comparing(DeadLetter::lastFailureAt).reversed())
                .limit(most)
                .toList();
    }

    /** The letter of this id; empty when there is none, or the id is none that a letter can have. */
    public Optional<DeadLetter> find(String id) {
        if (!ID.matcher(id).matches() || !Files.exists(file(id))) {
            return Optional.empty();
        }
        return Optional.of(Json.read(file(id), DeadLetter.class));
    }

    /** The letter of this id. */
    public DeadLetter get(String id) {
        return find(id).orElseThrow(() -> new UnknownDeadLetter(id));
    }

    /**
     * The letter of this id, which is to be sent again.
     *
     * @throws IncompleteDeadLetter when only the beginning of its text is there
     */
    public DeadLetter toSend(String id) {
        DeadLetter letter = get(id);
        if (!letter.complete()) {
            throw new IncompleteDeadLetter(id);
        }
        return letter;
    }

    /** The letter was sent again, so it goes; one that the message became since stays. */
    public synchronized void sent(DeadLetter letter) {
        if (find(letter.id()).filter(letter::equals).isPresent()) {
            remove(letter.id());
        }
    }

    /** The message was processed or dropped: there is no letter of it any more. */
    public synchronized void remove(String id) {
        if (Files.exists(file(id))) {
            DurableFiles.delete(file(id));
            LOG.info("dead letter {} is gone", id);
        }
    }

    /** How many letters there are. */
    public int count() {
        return ids().size();
    }

    private Path file(String id) {
        return folder.resolve(id + SUFFIX);
    }

    private List<String> ids() {
        return FolderNames.before(SUFFIX, folder).stream()
                .filter(ID.asMatchPredicate())
                .toList();
    }
}
