package io.showrunner.config;

import io.showrunner.config.Settings.InstanceSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A ComfyUI server that is named while the application runs, checked by the rules of the configuration and more. */
public final class InstanceCheck {
    private static final int LONGEST = 500;

    private final List<String> problems = new ArrayList<>();

    /** What is wrong with it, one sentence each; none when it can be used. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    /**
     * Checks everything that was said; null stands for what was not.
     *
     * @return empty when there are {@link #problems()}
     */
    public Optional<InstanceSettings> of(String id, String url, String slots, String outputDirectory) {
        String checkedId = check("id", FleetKeys.INSTANCE_ID, id);
        URI checkedUrl = check("url", FleetKeys.INSTANCE_URL, url);
        Integer checkedSlots = check("slots", FleetKeys.INSTANCE_SLOTS, slots == null ? "2" : slots);
        Path folder = outputDirectory == null || outputDirectory.isEmpty()
                ? null
                : check("outputDirectory", FleetKeys.INSTANCE_OUTPUT_DIRECTORY, outputDirectory);
        if (folder != null && !folder.isAbsolute()) {
            problems.add("outputDirectory: it must be absolute.");
        }
        return problems.isEmpty()
                ? Optional.of(new InstanceSettings(checkedId, checkedUrl, checkedSlots, folder))
                : Optional.empty();
    }

    private <T> T check(String field, Setting<T> setting, String text) {
        String allowed = setting.type().allowed();
        if (text == null) {
            problems.add(field + " is missing; allowed: " + allowed + ".");
            return null;
        }
        try {
            if (text.length() > LONGEST) {
                throw new IllegalArgumentException("longer than " + LONGEST + " characters");
            }
            return setting.type().parser().apply(text);
        } catch (IllegalArgumentException e) {
            boolean said = e.getMessage() != null && !(e instanceof NumberFormatException);
            problems.add(field + ": " + (said ? e.getMessage() + "; " : "") + "allowed: " + allowed + ".");
            return null;
        }
    }
}
