package io.showrunner.config;

import static io.showrunner.config.Setting.setting;
import static io.showrunner.config.ValueType.decimal;
import static io.showrunner.config.ValueType.server;

import java.net.URI;
import java.util.List;

/** Where traces go. */
final class TraceKeys {
    static final Setting<URI> URL = setting("showrunner.traces.url", server("http://127.0.0.1:4318"))
            .alias("OTEL_EXPORTER_OTLP_ENDPOINT", "")
            .orNone();
    static final Setting<Double> SAMPLING = setting("showrunner.traces.sampling", decimal(0, 1));

    static final List<Setting<?>> ALL = List.of(URL, SAMPLING);

    private TraceKeys() {}

    static TraceSettings read(Values values) {
        return new TraceSettings(values.find(URL), values.get(SAMPLING));
    }
}
