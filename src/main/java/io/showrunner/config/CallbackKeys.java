package io.showrunner.config;

import static io.showrunner.config.Setting.setting;
import static io.showrunner.config.ValueType.count;
import static io.showrunner.config.ValueType.time;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** How those who handed a story in are told its end. */
final class CallbackKeys {
    private static final int SHORTEST_SECRET = 16;
    private static final Pattern HOSTS = Pattern.compile("[A-Za-z0-9.:_-]+(, *[A-Za-z0-9.:_-]+)*");

    static final Setting<String> SECRET =
            setting("showrunner.callback.secret", secret()).orNone();
    static final Setting<Set<String>> HOSTS_ALLOWED =
            setting("showrunner.callback.hosts", hosts()).orNone();
    static final Setting<Duration> INTERVAL = setting("showrunner.callback.interval", time("1s", "1h", "15s"));
    static final Setting<Integer> ATTEMPTS = setting("showrunner.callback.attempts", count(1, 100));

    static final List<Setting<?>> ALL = List.of(SECRET, HOSTS_ALLOWED, INTERVAL, ATTEMPTS);

    private CallbackKeys() {}

    static CallbackSettings read(Values values) {
        return new CallbackSettings(
                values.find(SECRET),
                values.find(HOSTS_ALLOWED).orElse(Set.of()),
                values.get(INTERVAL),
                values.get(ATTEMPTS));
    }

    private static ValueType<String> secret() {
        ValueType<String> key = ValueType.apiKey();
        return new ValueType<>("at least " + SHORTEST_SECRET + " " + key.allowed(), text -> {
            if (text.length() < SHORTEST_SECRET) {
                throw new IllegalArgumentException("shorter than " + SHORTEST_SECRET + " characters");
            }
            return key.parser().apply(text);
        });
    }

    private static ValueType<Set<String>> hosts() {
        return new ValueType<>("host names or addresses with commas between, such as hooks.lan,127.0.0.1", text -> {
            if (!HOSTS.matcher(text).matches()) {
                throw new IllegalArgumentException();
            }
            return Set.of(text.toLowerCase(Locale.ROOT).split(", *"));
        });
    }
}
