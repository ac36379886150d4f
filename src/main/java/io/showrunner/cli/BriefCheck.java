package io.showrunner.cli;

import io.showrunner.brief.BriefReader;
import io.showrunner.brief.BriefRejectedException;
import io.showrunner.brief.Problem;
import io.showrunner.config.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says what is wrong with a brief before it is handed in. */
final class BriefCheck {
    private static final String WORKFLOW = ".workflow.json";

    private final Path workflows;
    private final BriefReader reader;

    BriefCheck(Settings settings) {
        this.workflows = settings.workflow().folder();
        this.reader = new BriefReader(
                settings.home().resolve("config/schemas/brief.schema.json"),
                this::workflowNames,
                settings.brief().maxSize());
    }

    /** One sentence for each problem; none when the brief would be accepted. */
    List<String> problems(Path file) {
        if (Files.notExists(file)) {
            return List.of("no such file");
        }
        try {
            reader.read(file);
            return List.of();
        } catch (BriefRejectedException e) {
            return e.problems().stream().map(Problem::sentence).toList();
        }
    }

    private Set<String> workflowNames() {
        if (!Files.isDirectory(workflows)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.list(workflows)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(WORKFLOW))
                    .map(name -> name.substring(0, name.length() - WORKFLOW.length()))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + workflows + ": " + e.getMessage(), e);
        }
    }
}
