package io.showrunner.config;

import static io.showrunner.config.Setting.setting;
import static io.showrunner.config.ValueType.count;
import static io.showrunner.config.ValueType.time;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The settings of the HTTP port. */
final class HttpKeys {
    static final Setting<String> HOST =
            setting("showrunner.http.host", ValueType.word("a host name or address, such as 127.0.0.1"));
    static final Setting<Integer> PORT = setting("showrunner.http.port", count(0, 65535));
    static final Setting<String> TOKEN =
            setting("showrunner.http.token", ValueType.token()).orNone();
    static final Setting<Path> TOKENS_FILE =
            setting("showrunner.http.tokens-file", ValueType.path()).orNone();

    static final Setting<Integer> CONNECTIONS = setting("showrunner.http.connections", count(10, 100_000));
    /** Longer than the pause between two beats of the events, which would be cut off otherwise. */
    static final Setting<Duration> IDLE_TIMEOUT = setting("showrunner.http.idle-timeout", time("20s", "1h", "60s"));

    static final List<Setting<?>> ALL = List.of(HOST, PORT, TOKEN, TOKENS_FILE, CONNECTIONS, IDLE_TIMEOUT);

    private HttpKeys() {}

    static HttpSettings read(Values values) {
        return new HttpSettings(
                values.get(HOST),
                values.get(PORT),
                values.find(TOKEN).orElse(""),
                values.find(TOKENS_FILE),
                TlsKeys.read(values),
                new HttpSettings.Limits(values.get(CONNECTIONS), values.get(IDLE_TIMEOUT)));
    }

    static void check(Values values, List<String> problems) {
        values.find(TOKENS_FILE)
                .filter(file -> !Files.isReadable(file))
                .ifPresent(file -> problems.add(values.problem(TOKENS_FILE, 0, "this file cannot be read")));
        TlsKeys.check(values, problems);
    }
}
