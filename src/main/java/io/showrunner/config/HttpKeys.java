package io.showrunner.config;

import static io.showrunner.config.Setting.setting;
import static io.showrunner.config.ValueType.count;

import java.nio.file.Files;
import java.nio.file.Path;
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

    static final List<Setting<?>> ALL = List.of(HOST, PORT, TOKEN, TOKENS_FILE);

    private HttpKeys() {}

    static HttpSettings read(Values values) {
        return new HttpSettings(
                values.get(HOST),
                values.get(PORT),
                values.find(TOKEN).orElse(""),
                values.find(TOKENS_FILE),
                TlsKeys.read(values));
    }

    static void check(Values values, List<String> problems) {
        values.find(TOKENS_FILE)
                .filter(file -> !Files.isReadable(file))
                .ifPresent(file -> problems.add(values.problem(TOKENS_FILE, 0, "this file cannot be read")));
        TlsKeys.check(values, problems);
    }
}
