package io.showrunner.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * {@code showrunner.publish.*}: S3-compatible storage that finished stories are copied to.
 *
 * @param url of the server; empty for no copies
 * @param bucket which is there already
 * @param credentials a file as the tools of AWS read it; empty for the environment
 */
public record PublishSettings(Optional<URI> url, String bucket, String region, Optional<Path> credentials) {
    public PublishSettings {
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(bucket, "bucket");
        Objects.requireNonNull(region, "region");
        Objects.requireNonNull(credentials, "credentials");
    }

    /** Where stories are copied to, for people; empty when they are not. */
    public Optional<String> place() {
        return url.map(server -> server + "/" + bucket);
    }
}
