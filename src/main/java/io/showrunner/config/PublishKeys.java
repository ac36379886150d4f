package io.showrunner.config;

import static io.showrunner.config.Setting.setting;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The settings of copies in S3-compatible storage. Keys are none of them: they come from the environment or a file. */
final class PublishKeys {
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Pattern REGION = Pattern.compile("[a-z0-9-]+");

    static final Setting<URI> URL = setting("showrunner.publish.url", ValueType.origin("http://127.0.0.1:9000"))
            .orNone();
    static final Setting<String> BUCKET_NAME = setting(
            "showrunner.publish.bucket",
            ValueType.matching(BUCKET, 63, "the name of a bucket: lower-case letters, digits, . and -, 3 to 63"));
    static final Setting<String> REGION_NAME = setting(
            "showrunner.publish.region", ValueType.matching(REGION, 64, "the name of a region, such as us-east-1"));
    static final Setting<Path> CREDENTIALS =
            setting("showrunner.publish.credentials", ValueType.path()).orNone();

    static final List<Setting<?>> ALL = List.of(URL, BUCKET_NAME, REGION_NAME, CREDENTIALS);

    private PublishKeys() {}

    static PublishSettings read(Values values) {
        return new PublishSettings(
                values.find(URL), values.get(BUCKET_NAME), values.get(REGION_NAME), values.find(CREDENTIALS));
    }
}
