package io.showrunner.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.showrunner.config.TraceSettings;
import io.showrunner.story.StoryStore;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Sends the spans of stories to a receiver, in the background: what it does not take in time is dropped, so that no story waits
 * for it. To be closed when nothing is traced any more.
 */
public final class StoryTracing implements AutoCloseable {
    /** The exporter logs every failure by itself, and not where we do; {@link ToldExporter} says it once. */
    private static final Logger EXPORTERS = Logger.getLogger("io.opentelemetry");

    private static final Duration RECEIVER_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration SEND_EVERY = Duration.ofSeconds(2);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);
    private static final int LONGEST_VALUE = 250;
    private static final int MOST_ATTRIBUTES = 32;

    private final SdkTracerProvider provider;
    private final Tracer tracer;
    private final StoryTraces stories;

    /** @throws java.util.NoSuchElementException when the settings want no traces */
    public StoryTracing(TraceSettings settings, StoryStore store, Clock clock) {
        StorySampler sampler = new StorySampler(settings.sampling());
        SpanIds ids = new SpanIds();
        provider = SdkTracerProvider.builder()
                .setIdGenerator(ids)
                .setSampler(sampler)
                .setSpanLimits(limits())
                .setResource(resource())
                .addSpanProcessor(
                        BatchSpanProcessor.builder(exporter(settings.url().orElseThrow()))
                                .setScheduleDelay(SEND_EVERY)
                                .build())
                .build();
        tracer = provider.get("io.showrunner");
        stories = new StorySpans(store, new TraceIdentities(store, sampler), ids, tracer, clock);
    }

    private static ToldExporter exporter(URI receiver) {
        EXPORTERS.setLevel(Level.OFF);
        return new ToldExporter(
                OtlpHttpSpanExporter.builder()
                        .setEndpoint(receiver + "/v1/traces")
                        .setTimeout(RECEIVER_TIMEOUT)
                        .setConnectTimeout(RECEIVER_TIMEOUT)
                        .setRetryPolicy(null)
                        .build(),
                receiver);
    }

    /** Without events: Camel would make one of each line that a route logs, and of the words of each failure. */
    private static SpanLimits limits() {
        return SpanLimits.builder()
                .setMaxAttributeValueLength(LONGEST_VALUE)
                .setMaxNumberOfAttributes(MOST_ATTRIBUTES)
                .setMaxNumberOfEvents(0)
                .build();
    }

    private static Resource resource() {
        String version = StoryTracing.class.getPackage().getImplementationVersion();
        return Resource.getDefault()
                .merge(Resource.create(Attributes.of(
                        AttributeKey.stringKey("service.name"),
                        "showrunner",
                        AttributeKey.stringKey("service.version"),
                        version == null ? "development" : version)));
    }

    /** What the routes tell. */
    public StoryTraces stories() {
        return stories;
    }

    /** For the spans that Camel makes. */
    public Tracer tracer() {
        return tracer;
    }

    @Override
    public void close() {
        provider.shutdown().join(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    }
}
