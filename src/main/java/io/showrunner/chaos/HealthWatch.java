package io.showrunner.chaos;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Asks applications for their health all the time, and keeps how long the slowest answer of a living one took. */
final class HealthWatch implements AutoCloseable {
    private static final long PAUSE_MILLIS = 500;
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Application> applications;
    private final AtomicLong slowestNanos = new AtomicLong();
    private final AtomicLong answers = new AtomicLong();
    private final Thread thread = new Thread(this::watch, "health-watch");

    HealthWatch(List<Application> applications) {
        this.applications = List.copyOf(applications);
        thread.setDaemon(true);
        thread.start();
    }

    /** How long the slowest answer took. */
    Duration slowest() {
        return Duration.ofNanos(slowestNanos.get());
    }

    long answers() {
        return answers.get();
    }

    private void watch() {
        try {
            while (true) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                for (Application application : applications) {
                    ask(application);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** No answer counts only from an application that was there the whole time. */
    private void ask(Application application) throws InterruptedException {
        URI url = application.url();
        if (url == null) {
            return;
        }
        long begun = System.nanoTime();
        boolean answered;
        try {
            http.send(
                    HttpRequest.newBuilder(url.resolve("/observe/health"))
                            .timeout(LONGEST)
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            answered = true;
        } catch (IOException e) {
            answered = false;
        }
        if (answered || (application.isAlive() && url.equals(application.url()))) {
            long took = answered ? System.nanoTime() - begun : LONGEST.toNanos();
            slowestNanos.accumulateAndGet(took, Math::max);
            answers.incrementAndGet();
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
