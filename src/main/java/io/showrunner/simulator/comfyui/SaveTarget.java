package io.showrunner.simulator.comfyui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Where the images of one save go. The counter is one more than the highest number that the folder shows for the
 * prefix now, so moving files away makes their names free again.
 *
 * @param name prefix of the file names, without folders
 * @param counter number of the first image
 */
record SaveTarget(Path folder, String subfolder, String name, int counter) {

    /** @throws NodeFailure when the prefix points outside the folder or is no file name */
    static SaveTarget of(Path root, String prefix, int width, int height) {
        String expanded = expanded(prefix, width, height);
        try {
            Path full = root.resolve(expanded).normalize();
            if (!full.startsWith(root) || full.equals(root)) {
                throw new NodeFailure("Exception", outside(root, full));
            }
            Path folder = full.getParent();
            Files.createDirectories(folder);
            String name = full.getFileName().toString();
            return new SaveTarget(folder, root.relativize(folder).toString(), name, highest(folder, name) + 1);
        } catch (InvalidPathException e) {
            throw new NodeFailure("ValueError", "embedded null byte");
        } catch (IOException e) {
            throw new NodeFailure("OSError", "[Errno 36] File name too long: '" + e.getMessage() + "'");
        }
    }

    /** File name of the image at this place of the batch. */
    String fileName(int batchNumber) {
        String named = name.replace("%batch_num%", Integer.toString(batchNumber));
        return "%s_%05d_.png".formatted(named, counter + batchNumber);
    }

    /** The same file name for the image at this place of the batch as for the first, in a folder of its own below. */
    SaveTarget scattered(int batchNumber) {
        String own = "part-" + (batchNumber + 1);
        try {
            Path below = Files.createDirectories(folder.resolve(own));
            return new SaveTarget(below, subfolder + "/" + own, name, counter - batchNumber);
        } catch (IOException e) {
            throw new NodeFailure("OSError", "[Errno 5] " + e.getMessage());
        }
    }

    private static int highest(Path folder, String name) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .flatMap(file -> number(file, name).stream())
                    .mapToInt(Integer::intValue)
                    .max()
                    .orElse(0);
        }
    }

    private static Optional<Integer> number(String file, String name) {
        if (!file.startsWith(name + "_")) {
            return Optional.empty();
        }
        String digits = file.substring(name.length() + 1).split("_", 2)[0];
        return Optional.of(digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : 0);
    }

    private static String expanded(String prefix, int width, int height) {
        var now = LocalDateTime.now(ZoneId.systemDefault());
        return prefix.replace("%width%", Integer.toString(width))
                .replace("%height%", Integer.toString(height))
                .replace("%year%", Integer.toString(now.getYear()))
                .replace("%month%", two(now.getMonthValue()))
                .replace("%day%", two(now.getDayOfMonth()))
                .replace("%hour%", two(now.getHour()))
                .replace("%minute%", two(now.getMinute()))
                .replace("%second%", two(now.getSecond()));
    }

    private static String two(int value) {
        return "%02d".formatted(value);
    }

    private static String outside(Path root, Path full) {
        return "**** ERROR: Saving image outside the output folder is not allowed.\n full_output_folder: "
                + full.getParent() + "\n         output_dir: " + root + "\n         commonpath:" + root.getRoot();
    }
}
