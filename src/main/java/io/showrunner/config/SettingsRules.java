package io.showrunner.config;

import static io.showrunner.config.CardKeys.PROVIDER_SHARES_CARD_WITH;
import static io.showrunner.config.FleetKeys.INSTANCE_ID;
import static io.showrunner.config.FleetKeys.INSTANCE_URL;
import static io.showrunner.config.KnownSettings.DATA;
import static io.showrunner.config.KnownSettings.INBOX;
import static io.showrunner.config.KnownSettings.PROVIDER_ID;
import static io.showrunner.config.KnownSettings.STORIES;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What must hold between several settings. */
final class SettingsRules {
    private static final Pattern LOOPBACK =
            Pattern.compile("(?i)localhost|127(\\.\\d{1,3}){3}|\\[?(::1|0:0:0:0:0:0:0:1)]?");

    private final Values values;
    private final List<String> problems;

    SettingsRules(Values values, List<String> problems) {
        this.values = values;
        this.problems = problems;
    }

    void check() {
        if (values.places(INSTANCE_URL).isEmpty()) {
            problems.add("showrunner.comfyui.instances[0].url is missing: name at least one ComfyUI server");
        }
        unique(INSTANCE_ID);
        unique(INSTANCE_URL);
        unique(PROVIDER_ID);
        CredentialKeys.check(values, problems);
        checkSharedCards();
        checkHost();
        HttpKeys.check(values, problems);
        apart(INBOX, STORIES);
        apart(INBOX, DATA);
        apart(STORIES, DATA);
        notAbove(ForecastKeys.SCENE_TIME_FROM, ForecastKeys.SCENE_TIME_TO);
        checkScaling();
        AlertKeys.check(values, problems);
        ClusterKeys.check(values, problems);
    }

    private void checkScaling() {
        boolean command = values.find(CapacityKeys.COMMAND).isPresent();
        boolean webhook = values.find(CapacityKeys.WEBHOOK).isPresent();
        if (command && webhook) {
            problems.add(values.problem(
                    CapacityKeys.WEBHOOK, 0, "showrunner.scaling.command is set as well; leave one of them empty"));
        }
        if ((command || webhook) && values.find(CapacityKeys.PROFILE).isEmpty()) {
            problems.add(values.problem(
                    CapacityKeys.PROFILE,
                    0,
                    "servers are added and given up within the limits of a profile; name one, such as dev"));
        }
    }

    private void unique(Setting<?> setting) {
        Map<Object, Integer> seen = new HashMap<>();
        for (int place : values.places(setting)) {
            values.find(setting, place).ifPresent(value -> {
                Integer first = seen.putIfAbsent(value, place);
                if (first != null) {
                    problems.add(values.problem(setting, place, "already used by " + setting.key(first)));
                }
            });
        }
    }

    private void notAbove(Setting<Duration> least, Setting<Duration> most) {
        Optional<Duration> to = values.find(most);
        values.find(least)
                .filter(from -> to.isPresent() && from.compareTo(to.get()) > 0)
                .ifPresent(from -> problems.add(values.problem(least, 0, "it must not be longer than " + most.key())));
    }

    private void checkSharedCards() {
        List<String> instances = values.places(INSTANCE_URL).stream()
                .flatMap(place -> values.find(INSTANCE_ID, place).stream())
                .toList();
        for (int place : values.places(PROVIDER_ID)) {
            values.find(PROVIDER_SHARES_CARD_WITH, place)
                    .filter(instance -> !instances.contains(instance))
                    .ifPresent(instance -> problems.add(values.problem(
                            PROVIDER_SHARES_CARD_WITH, place, "no such ComfyUI server; there are " + instances)));
        }
    }

    private void checkHost() {
        values.find(HttpKeys.HOST)
                .filter(host -> !LOOPBACK.matcher(host).matches())
                .filter(host -> values.find(HttpKeys.TOKEN).isEmpty()
                        && values.find(HttpKeys.TOKENS_FILE).isEmpty())
                .ifPresent(host -> problems.add(values.problem(
                        HttpKeys.HOST,
                        0,
                        "other machines could reach this; set showrunner.http.token, or use 127.0.0.1")));
    }

    /** One folder inside another would be read as what it is not. */
    private void apart(Setting<Path> one, Setting<Path> other) {
        Optional<Path> first = values.find(one);
        Optional<Path> second = values.find(other);
        if (first.isPresent()
                && second.isPresent()
                && (first.get().startsWith(second.get()) || second.get().startsWith(first.get()))) {
            problems.add(values.problem(other, 0, "must lie apart from " + one.key() + "=" + first.get()));
        }
    }
}
