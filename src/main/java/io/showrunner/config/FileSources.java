package io.showrunner.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files, weakest first: the shipped defaults, {@code config/application.properties}, {@code
 * config/local.properties}. Where the home has an {@code application.properties}, its lists replace the shipped ones,
 * so that removing an entry there removes it.
 */
final class FileSources {
    private static final String SHARED = "config/application.properties";
    private static final String LOCAL = "config/local.properties";

    private final Catalogue catalogue;
    private final List<String> problems;

    FileSources(Catalogue catalogue, List<String> problems) {
        this.catalogue = catalogue;
        this.problems = problems;
    }

    Map<String, Entry> read(Path home) {
        Map<String, Entry> merged = new LinkedHashMap<>(shipped());
        if (Files.exists(home.resolve(SHARED))) {
            merged.keySet().removeIf(catalogue::isInList);
            merged.putAll(file(home, SHARED));
        }
        if (Files.exists(home.resolve(LOCAL))) {
            merged.putAll(file(home, LOCAL));
        }
        return merged;
    }

    static Map<String, Entry> shipped() {
        try (InputStream content = FileSources.class.getResourceAsStream("application.properties")) {
            List<String> none = List.of();
            return PropertyFile.read("shipped defaults", content, none);
        } catch (IOException e) {
            throw new IllegalStateException("the jar lacks its default settings", e);
        }
    }

    /** True for what the file says that belongs to the project and not to this machine. */
    static boolean isShared(Entry entry) {
        return entry.where().startsWith(SHARED);
    }

    private Map<String, Entry> file(Path home, String name) {
        try (InputStream content = Files.newInputStream(home.resolve(name))) {
            Map<String, Entry> entries = PropertyFile.read(name, content, problems);
            entries.values().forEach(this::check);
            return entries;
        } catch (IOException e) {
            problems.add(name + ": cannot be read: " + e.getMessage());
            return Map.of();
        }
    }

    private void check(Entry entry) {
        String area = entry.key().split("\\.", 2)[0];
        if (!catalogue.knows(entry.key()) && NearestName.distance(area, "showrunner") <= 2) {
            problems.add(entry.problem(catalogue.suggestion(entry.key())));
        }
    }
}
