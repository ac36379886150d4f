package io.showrunner.config;

import static io.showrunner.config.Setting.setting;

import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;

/** The settings of the broker. */
final class BrokerKeys {
    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}]+");

    static final Setting<String> URL = setting("showrunner.broker.url", ValueType.broker());
    static final Setting<String> USER = setting("showrunner.broker.user", name("a user that the broker knows"))
            .orNone();
    static final Setting<String> PASSWORD = setting("showrunner.broker.password", name("the password of that user"))
            .orNone();

    static final List<Setting<?>> ALL = List.of(URL, USER, PASSWORD);

    private BrokerKeys() {}

    static BrokerSettings read(Values values) {
        return new BrokerSettings(values.get(URL), values.find(USER), values.find(PASSWORD));
    }

    /** Routes have no use for them, and two may hold a password. */
    static void takeOutOf(Properties effective) {
        ALL.forEach(setting -> effective.remove(setting.key()));
    }

    private static ValueType<String> name(String words) {
        return ValueType.matching(NAME, 512, words + ", at most 512 characters");
    }
}
