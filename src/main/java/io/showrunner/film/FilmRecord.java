package io.showrunner.film;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * {@code film.json}: what was made of a story, and what was not.
 *
 * @param notes sentences about what is missing; each starts with its stable code
 */
record FilmRecord(String storyId, List<Product> products, List<String> notes) {
    static final String FILE = "film.json";

    FilmRecord {
        products = List.copyOf(products);
        notes = List.copyOf(notes);
    }

    Optional<Product> product(String file) {
        return products.stream().filter(product -> product.file().equals(file)).findFirst();
    }

    FilmRecord with(Product product) {
        return new FilmRecord(
                storyId,
                Stream.concat(
                                products.stream().filter(other -> !other.file().equals(product.file())),
                                Stream.of(product))
                        .toList(),
                notes);
    }

    FilmRecord without(String file) {
        return new FilmRecord(
                storyId,
                products.stream()
                        .filter(product -> !product.file().equals(file))
                        .toList(),
                notes);
    }

    FilmRecord saying(String note) {
        return notes.contains(note)
                ? this
                : new FilmRecord(
                        storyId,
                        products,
                        Stream.concat(notes.stream(), Stream.of(note)).toList());
    }

    FilmRecord silent() {
        return new FilmRecord(storyId, products, List.of());
    }
}
