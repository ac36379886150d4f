package io.showrunner.routes;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One file of the routes folder as it was read: what is checked is what is loaded, whatever happens to the file in
 * between.
 */
record RouteFile(Path path, String content) {
    /** How the name of every route file ends. */
    static final String SUFFIX = ".camel.yaml";

    private static final long MAX_BYTES = 1 << 20;

    /** True for route files; false for what editors leave beside them: hidden, backup and swap files. */
    static boolean accepts(Path path) {
        String name = path.getFileName().toString();
        return name.endsWith(SUFFIX) && !name.startsWith(".") && !name.startsWith("~") && !name.startsWith("#");
    }

    /**
     * Reads every route file of the folder, by name.
     *
     * @throws RouteRefused when one is larger than 1 MiB or not UTF-8
     */
    static List<RouteFile> readAll(Path folder) throws IOException {
        List<Path> paths;
        try (Stream<Path> entries = Files.list(folder)) {
            paths = entries.filter(RouteFile::accepts).sorted().toList();
        }
        List<RouteFile> files = new ArrayList<>();
        for (Path path : paths) {
            read(path).ifPresent(files::add);
        }
        return List.copyOf(files);
    }

    /** Empty when the file was deleted since the folder was listed. */
    private static Optional<RouteFile> read(Path path) throws IOException {
        try {
            if (Files.size(path) > MAX_BYTES) {
                throw new RouteRefused(path, 0, null, "the file is larger than " + MAX_BYTES + " bytes");
            }
            return Optional.of(new RouteFile(path, Files.readString(path, StandardCharsets.UTF_8)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (CharacterCodingException e) {
            throw new RouteRefused(path, 0, null, "the file is not UTF-8 text", e);
        }
    }
}
