package io.showrunner.trace;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.net.URI;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once that the receiver does not take spans, and once that it does again. Thread-safe. */
final class ToldExporter implements SpanExporter {
    private static final Logger LOG = LoggerFactory.getLogger(ToldExporter.class);

    private final SpanExporter exporter;
    private final URI receiver;
    private final AtomicBoolean fails = new AtomicBoolean();

    ToldExporter(SpanExporter exporter, URI receiver) {
        this.exporter = exporter;
        this.receiver = receiver;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        CompletableResultCode result = exporter.export(spans);
        result.whenComplete(() -> tell(result));
        return result;
    }

    private void tell(CompletableResultCode result) {
        if (!result.isSuccess() && fails.compareAndSet(false, true)) {
            LOG.warn(
                    "traces are lost: {} does not take them ({}); nothing else suffers from it",
                    receiver,
                    result.getFailureThrowable() == null
                            ? "no reason given"
                            : result.getFailureThrowable().getMessage());
        }
        if (result.isSuccess() && fails.compareAndSet(true, false)) {
            LOG.info("traces are taken again by {}", receiver);
        }
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }
}
