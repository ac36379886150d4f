package io.showrunner.llm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Replies of real servers, as their documents and bug reports show them. */
final class Recorded {
    private Recorded() {}

    static String reply(String name) {
        return read("replies", name + ".json");
    }

    static String words(String name) {
        return read("words", name + ".txt");
    }

    static String stream(String name) {
        return read("streams", name + ".txt");
    }

    private static String read(String folder, String file) {
        try {
            return Files.readString(Path.of("src/test/resources/llm", folder, file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
