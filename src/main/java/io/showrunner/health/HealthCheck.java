package io.showrunner.health;

import io.showrunner.broker.BrokerProbe;
import io.showrunner.capacity.CapacityCheck;
import io.showrunner.comfyui.UnreadableReply;
import io.showrunner.config.BrokerSettings;
import io.showrunner.config.Settings;
import io.showrunner.config.Settings.InstanceSettings;
import io.showrunner.fleet.FleetRecord;
import io.showrunner.health.HealthReport.Broker;
import io.showrunner.health.HealthReport.Capacity;
import io.showrunner.health.HealthReport.Disk;
import io.showrunner.health.HealthReport.ProviderState;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/**
 * Asks every ComfyUI instance and every LLM endpoint at the same time how it is. Takes as long as the slowest answer, at
 * most {@value #DEADLINE_SECONDS} seconds. Thread-safe; one object serves every check.
 */
public final class HealthCheck {
    private static final int DEADLINE_SECONDS = 5;

    private final Settings settings;
    private final Clock clock;
    private final Duration deadline;
    private final List<InstanceSettings> instances;
    private final HttpCalls http = new HttpCalls();
    private final ProviderProbe providers;

    /**
     * @param clock gives the time of the reports
     * @param deep true to ask the LLM endpoints for a few words too, which takes up to two minutes
     */
    public HealthCheck(Settings settings, Clock clock, boolean deep) {
        this(settings, clock, deep, Duration.ofSeconds(DEADLINE_SECONDS));
    }

    HealthCheck(Settings settings, Clock clock, boolean deep, Duration deadline) {
        this.deadline = deadline;
        this.providers = new ProviderProbe(settings, http, deadline, deep);
        this.settings = settings;
        this.clock = clock;
        this.instances = FleetRecord.of(settings, clock).instances();
    }

    /** Looks at everything once. What cannot be reached is part of the report, never an exception. */
    public HealthReport run() {
        List<CompletableFuture<InstanceAnswer>> asked =
                instances.stream().map(this::ask).toList();
        List<CompletableFuture<ProviderState>> askedProviders =
                settings.llm().providers().stream().map(providers::ask).toList();
        CompletableFuture<Broker> broker = broker();
        List<InstanceAnswer> answers =
                asked.stream().map(CompletableFuture::join).toList();
        List<ProviderState> states =
                askedProviders.stream().map(CompletableFuture::join).toList();
        return HealthReport.of(
                clock.instant(),
                new GpuHealth(settings.fleet().minAvailableVram()).judge(answers),
                LlmHealth.judge(
                        states,
                        settings.llm().skipHealthCheck(),
                        settings.llmOutage().template()),
                new ComfyUiHealth(settings.fleet().maxQueueDepth()).judge(answers),
                disk(),
                broker.join(),
                capacity(answers));
    }

    /** Null when the queues are embedded. */
    private CompletableFuture<Broker> broker() {
        BrokerSettings broker = settings.broker();
        if (broker.isEmbedded()) {
            return CompletableFuture.completedFuture(null);
        }
        return BrokerProbe.ask(broker, deadline)
                .thenApply(trouble -> new Broker(
                        trouble.isEmpty() ? Status.OK : Status.FAILED, broker.address(), trouble.orElse(null)));
    }

    /** Null when there is no profile to compare with. */
    private Capacity capacity(List<InstanceAnswer> answers) {
        return CapacityCheck.of(settings)
                .map(check -> capacity(
                        settings.capacity().profile().orElseThrow(),
                        Stream.concat(
                                        check.differences(instances.size()).stream(),
                                        answers.stream().flatMap(answer -> answer.differs(check).stream()))
                                .toList()))
                .orElse(null);
    }

    private static Capacity capacity(String profile, List<String> differences) {
        return new Capacity(differences.isEmpty() ? Status.OK : Status.DEGRADED, profile, differences);
    }

    private Disk disk() {
        long minimumMb = settings.upkeep().minFreeDisk() >> 20;
        try {
            DiskSpace.Reading reading = DiskSpace.of(settings).look();
            return new Disk(
                    reading.isShort() ? Status.FAILED : Status.OK,
                    minimumMb,
                    reading.freeBytes() >> 20,
                    reading.folder().toString(),
                    reading.isShort() ? reading.sentence() : null);
        } catch (IOException e) {
            return new Disk(Status.FAILED, minimumMb, null, null, "the free space cannot be read: " + e.getMessage());
        }
    }

    private CompletableFuture<InstanceAnswer> ask(InstanceSettings instance) {
        return get(URI.create(instance.url() + "/system_stats"))
                .thenCombine(get(URI.create(instance.url() + "/prompt")), (stats, prompt) -> {
                    try {
                        return InstanceAnswer.of(instance, stats, prompt);
                    } catch (IOException e) {
                        throw new CompletionException(e);
                    }
                })
                .exceptionally(failure -> InstanceAnswer.failed(instance, words(failure)));
    }

    private CompletableFuture<HttpCalls.Reply> get(URI url) {
        return http.send(HttpRequest.newBuilder(url).timeout(deadline).build(), deadline);
    }

    static String words(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof IOException || cause instanceof UnreadableReply) {
            return cause.getMessage();
        }
        return cause.toString();
    }
}
