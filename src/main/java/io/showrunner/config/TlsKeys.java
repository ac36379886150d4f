package io.showrunner.config;

import static io.showrunner.config.Setting.setting;

import java.nio.file.Path;
import java.util.List;

/** The settings of TLS at the HTTP port. */
final class TlsKeys {
    static final Setting<Path> CERTIFICATE =
            setting("showrunner.http.tls.certificate", ValueType.path()).orNone();
    static final Setting<Path> KEY =
            setting("showrunner.http.tls.key", ValueType.path()).orNone();
    static final Setting<Path> KEYSTORE =
            setting("showrunner.http.tls.keystore", ValueType.path()).orNone();
    static final Setting<String> PASSWORD =
            setting("showrunner.http.tls.password", ValueType.apiKey()).orNone();
    static final Setting<Path> CA =
            setting("showrunner.http.tls.ca", ValueType.path()).orNone();

    static final List<Setting<?>> ALL = List.of(CERTIFICATE, KEY, KEYSTORE, PASSWORD, CA);

    private TlsKeys() {}

    static TlsSettings read(Values values) {
        return new TlsSettings(
                values.find(CERTIFICATE),
                values.find(KEY),
                values.find(KEYSTORE),
                values.find(PASSWORD).orElse(""),
                values.find(CA));
    }

    /** Which of them go together. The files are looked at by who uses them: the command line need not be able to read a key. */
    static void check(Values values, List<String> problems) {
        boolean certificate = values.find(CERTIFICATE).isPresent();
        boolean key = values.find(KEY).isPresent();
        if (certificate && !key) {
            problems.add(values.problem(CERTIFICATE, 0, "set " + KEY.key() + " as well"));
        } else if (key && !certificate) {
            problems.add(values.problem(KEY, 0, "set " + CERTIFICATE.key() + " as well"));
        } else if (certificate && values.find(KEYSTORE).isPresent()) {
            problems.add(values.problem(KEYSTORE, 0, CERTIFICATE.key() + " is set as well; leave one of them empty"));
        }
    }
}
