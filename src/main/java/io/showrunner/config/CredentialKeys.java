package io.showrunner.config;

import static io.showrunner.config.Setting.setting;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The settings of the keys that providers want, and what is said about them, never showing one. */
final class CredentialKeys {
    static final ValueType<String> KEY = ValueType.apiKey();
    static final Setting<String> API_KEY =
            setting("showrunner.llm.providers[n].api-key", KEY).orNone();
    static final Setting<Path> API_KEY_FILE = setting("showrunner.llm.providers[n].api-key-file", ValueType.path())
            .orNone();

    static final List<Setting<?>> ALL = List.of(API_KEY, API_KEY_FILE);

    private CredentialKeys() {}

    static boolean isKey(String text) {
        return ValueType.API_KEY.matcher(text).matches();
    }

    static Credentials read(Values values) {
        return new Credentials(values.places(KnownSettings.PROVIDER_URL).stream()
                .filter(place -> key(values, place).isPresent())
                .collect(Collectors.toMap(
                        place -> values.get(KnownSettings.PROVIDER_ID, place),
                        place -> key(values, place).orElseThrow())));
    }

    private static Optional<ApiKey> key(Values values, int place) {
        return values.find(API_KEY, place).map(ApiKey::of).or(() -> values.find(API_KEY_FILE, place)
                .map(ApiKey::in));
    }

    /** One of the two settings is one too many. */
    static void check(Values values, List<String> problems) {
        values.places(KnownSettings.PROVIDER_URL).stream()
                .filter(place -> values.find(API_KEY, place).isPresent()
                        && values.find(API_KEY_FILE, place).isPresent())
                .forEach(place -> problems.add(values.problem(
                        API_KEY_FILE, place, API_KEY.key(place) + " is set as well; leave one of them empty")));
    }

    /** What is allowed and rarely meant. */
    static List<String> warnings(Credentials credentials, Map<String, Entry> entries) {
        Stream<String> shared = entries.values().stream()
                .filter(entry -> FileSources.isShared(entry) && !entry.value().isEmpty())
                .filter(entry -> isApiKey(entry.key()))
                .map(entry -> entry.where() + " holds " + entry.key()
                        + ", and that file is usually under version control: move it to config/local.properties, to"
                        + " the environment variable " + Setting.variable(entry.key()) + ", or to a file of its own ("
                        + entry.key() + "-file), and replace a key that others have seen");
        List<String> warnings = new ArrayList<>(shared.toList());
        credentials.apiKeys().forEach((provider, key) -> {
            try {
                key.authorization();
            } catch (IOException e) {
                warnings.add(e.getMessage() + "; provider " + provider + " cannot be asked until it can");
            }
        });
        return warnings;
    }

    /** Routes have no use for keys and secrets: beans do with them what is to be done. */
    static void takeOutOf(Properties effective) {
        effective.remove(CallbackKeys.SECRET.key());
        effective.keySet().removeIf(key -> isApiKey(key.toString()));
    }

    private static boolean isApiKey(String key) {
        return key.matches("showrunner\\.llm\\.providers\\[\\d+]\\.api-key");
    }
}
