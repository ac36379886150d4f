package io.showrunner.capacity;

import io.showrunner.config.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Where an installation is not what its capacity profile says (C1, N1 to N3): one sentence for each difference. */
public final class CapacityCheck {
    /** What is reported is never quite what is sold. */
    private static final double NEARLY = 0.95;

    private final CapacityProfile profile;
    private final Settings settings;
    private final Function<Path, Machine> machine;

    CapacityCheck(CapacityProfile profile, Settings settings, Function<Path, Machine> machine) {
        this.profile = profile;
        this.settings = settings;
        this.machine = machine;
    }

    /** The check by the profile that the settings name; empty when they name none. */
    public static Optional<CapacityCheck> of(Settings settings) {
        return Profiles.configured(settings).map(profile -> new CapacityCheck(profile, settings, Machine::here));
    }

    /** The profile that is compared with. */
    public CapacityProfile profile() {
        return profile;
    }

    /**
     * What this machine and the settings lack.
     *
     * @param instances ComfyUI servers that there are
     */
    public List<String> differences(int instances) {
        List<String> differences = new ArrayList<>();
        Machine here = machine.apply(settings.stories());
        less(differences, "the machine has", here.cores(), profile.host().cores(), "processors");
        less(differences, "the machine has", here.ram(), profile.host().ram(), "MB of memory");
        less(
                differences,
                "the disk of the stories has",
                here.disk(),
                profile.host().disk(),
                "GB");
        less(differences, "there are", instances, profile.gpus(), "ComfyUI servers");
        if (instances > profile.maxInstances()) {
            differences.add("there are " + instances + " ComfyUI servers, more than the " + profile.maxInstances()
                    + " that the profile allows");
        }
        less(
                differences,
                "there are",
                settings.llm().providers().size(),
                profile.llm().servers(),
                "language model servers");
        compareSettings(differences);
        return List.copyOf(differences);
    }

    private void compareSettings(List<String> differences) {
        int free = settings.fleet().minAvailableVram();
        other(
                differences,
                "showrunner.fleet.min-available-vram",
                free,
                profile.gpu().reserve(),
                "MB");
        Range expected = profile.scene().expectedSeconds();
        int from = (int) settings.forecast().sceneTimeFrom().toSeconds();
        other(differences, "showrunner.forecast.scene-time-from", from, (int) expected.from(), "s");
        int to = (int) settings.forecast().sceneTimeTo().toSeconds();
        other(differences, "showrunner.forecast.scene-time-to", to, (int) expected.to(), "s");
        int depth = settings.fleet().maxQueueDepth();
        other(
                differences,
                "showrunner.fleet.max-queue-depth",
                depth,
                profile.gpu().maxQueueDepth(),
                "prompts");
        int tokens = settings.llm().maxTokens();
        other(differences, "showrunner.llm.max-tokens", tokens, profile.llm().maxTokens(), "tokens");
        if (settings.llm().maxConcurrent() > profile.llm().maxConcurrent()) {
            differences.add("showrunner.llm.max-concurrent is " + settings.llm().maxConcurrent() + ", more than the "
                    + profile.llm().maxConcurrent() + " of the profile");
        }
    }

    /**
     * Whether a card has less memory than it should.
     *
     * @param total MB; null when its server does not say
     */
    public Optional<String> card(String instance, Long total) {
        return total != null && total < NEARLY * profile.gpu().vramTotal()
                ? Optional.of(instance + " has " + total + " MB of video memory, the profile has "
                        + profile.gpu().vramTotal() + " MB")
                : Optional.empty();
    }

    private static void less(List<String> differences, String where, long found, long expected, String unit) {
        if (found < NEARLY * expected) {
            differences.add(where + " " + found + " " + unit + ", the profile has " + expected);
        }
    }

    private static void other(List<String> differences, String key, int found, int expected, String unit) {
        if (found != expected) {
            differences.add(
                    key + " is " + found + " " + unit + ", the profile has " + expected + "; the setting counts");
        }
    }
}
