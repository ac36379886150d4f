package io.showrunner.routes;

import io.minio.MinioClient;
import io.minio.credentials.AwsConfigProvider;
import io.minio.credentials.AwsEnvironmentProvider;
import io.minio.credentials.Provider;
import io.showrunner.config.PublishSettings;
import io.showrunner.film.Publication;
import io.showrunner.film.Stopping;
import io.showrunner.story.StoryStore;
import java.net.URI;
import java.time.Duration;
import org.apache.camel.main.Main;

/** What copies finished stories to S3-compatible storage. */
final class PublishParts {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofSeconds(60);

    private PublishParts() {}

    static void bindTo(Main camel, PublishSettings settings, StoryStore store, Stopping stopping) {
        camel.bind("publication", new Publication(store, settings, stopping));
        camel.bind("publishUploads", new PublishUploads(settings.bucket()));
        camel.bind("publishFailures", new PublishFailures(settings));
        settings.url().ifPresent(url -> camel.bind("publishClient", client(url, settings)));
    }

    private static MinioClient client(URI url, PublishSettings settings) {
        Provider keys = settings.credentials()
                .<Provider>map(file -> new AwsConfigProvider(file.toString(), null))
                .orElseGet(AwsEnvironmentProvider::new);
        MinioClient client = MinioClient.builder()
                .endpoint(url.toString())
                .region(settings.region())
                .credentialsProvider(keys)
                .build();
        client.setTimeout(CONNECT.toMillis(), SILENCE.toMillis(), SILENCE.toMillis());
        return client;
    }
}
