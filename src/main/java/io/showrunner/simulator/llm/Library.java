package io.showrunner.simulator.llm;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The stories that are written down, and the phrases for all others. */
final class Library {
    private static final double SAME_PREMISE = 0.6;
    private static final int SHORTEST_WORD = 4;
    private final List<Tale> tales = read("stories.yaml", new TypeReference<>() {});
    private final Phrases phrases = read("phrases.yaml", new TypeReference<>() {});

    Phrases phrases() {
        return phrases;
    }

    /** The written story that the wish is about: by its premise, or by its title when no premise was given. */
    Optional<Tale> about(StoryWish wish) {
        if (wish.premise().isEmpty()) {
            return tales.stream()
                    .filter(tale -> wish.text().contains(tale.title()))
                    .findFirst();
        }
        Set<String> wanted = words(wish.premise());
        return tales.stream()
                .filter(tale -> likeness(words(tale.premise()), wanted) >= SAME_PREMISE)
                .findFirst();
    }

    /** The written story for a seed, for requests that name nothing else. */
    Tale forSeed(long seed) {
        return tales.stream()
                .filter(tale -> tale.seed() == seed)
                .findFirst()
                .orElseGet(() -> tales.get((int) Math.floorMod(seed, (long) tales.size())));
    }

    private static double likeness(Set<String> written, Set<String> wanted) {
        long shared = written.stream().filter(wanted::contains).count();
        return (double) shared / written.size();
    }

    private static Set<String> words(String text) {
        return Stream.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}]+"))
                .filter(word -> word.length() >= SHORTEST_WORD)
                .collect(Collectors.toSet());
    }

    private static <T> T read(String name, TypeReference<T> type) {
        try (InputStream in = Library.class.getResourceAsStream(name)) {
            return YAMLMapper.builder().build().readValue(in, type);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name + " of the language model stand-in", e);
        }
    }
}
