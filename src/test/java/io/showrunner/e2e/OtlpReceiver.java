package io.showrunner.e2e;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** A collector in this process: OTLP as protobuf over HTTP. */
final class OtlpReceiver implements AutoCloseable {
    private final HttpServer server;
    private final List<Received> spans = new CopyOnWriteArrayList<>();

    OtlpReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", exchange -> {
            ExportTraceServiceRequest request = ExportTraceServiceRequest.parseFrom(exchange.getRequestBody());
            request.getResourceSpansList().stream()
                    .flatMap(resource -> resource.getScopeSpansList().stream())
                    .flatMap(scope -> scope.getSpansList().stream())
                    .map(Received::new)
                    .forEach(spans::add);
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Received> spans() {
        return spans;
    }

    List<Received> named(String name) {
        return spans.stream().filter(span -> span.name().equals(name)).toList();
    }

    /** All of them, each below the one that it belongs to. */
    String tree() {
        Set<String> ids = spans.stream().map(Received::id).collect(Collectors.toSet());
        return spans.stream()
                .filter(span -> !ids.contains(span.parentId()))
                .map(span -> tree(span, ""))
                .collect(Collectors.joining());
    }

    private String tree(Received span, String indent) {
        String line = "%s%s %d ms %s%s%n"
                .formatted(
                        indent,
                        span.name(),
                        span.took().toMillis(),
                        span.isError() ? span.why() + " " : "",
                        new TreeMap<>(span.attributes()));
        return line
                + spans.stream()
                        .filter(other -> other.parentId().equals(span.id()))
                        .sorted(Comparator.comparing(Received::start))
                        .map(below -> tree(below, indent + "  "))
                        .collect(Collectors.joining());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** A span as it came. */
    record Received(Span span) {
        String name() {
            return span.getName();
        }

        String traceId() {
            return HexFormat.of().formatHex(span.getTraceId().toByteArray());
        }

        String id() {
            return HexFormat.of().formatHex(span.getSpanId().toByteArray());
        }

        /** Empty for the first span of a trace. */
        String parentId() {
            return HexFormat.of().formatHex(span.getParentSpanId().toByteArray());
        }

        Instant start() {
            return Instant.EPOCH.plusNanos(span.getStartTimeUnixNano());
        }

        Instant end() {
            return Instant.EPOCH.plusNanos(span.getEndTimeUnixNano());
        }

        Duration took() {
            return Duration.between(start(), end());
        }

        boolean isError() {
            return span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR;
        }

        /** Why it is an error. */
        String why() {
            return span.getStatus().getMessage();
        }

        int events() {
            return span.getEventsCount();
        }

        String text(String key) {
            return attributes().get(key);
        }

        Map<String, String> attributes() {
            return span.getAttributesList().stream().collect(Collectors.toMap(KeyValue::getKey, Received::text));
        }

        private static String text(KeyValue attribute) {
            return attribute.getValue().hasIntValue()
                    ? Long.toString(attribute.getValue().getIntValue())
                    : attribute.getValue().getStringValue();
        }
    }
}
