package io.showrunner.routes;

import io.showrunner.cluster.Nodes;
import io.showrunner.health.Status;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * What {@code /observe/health} and {@code /observe/health/ready} say about the nodes; never down, since work is finished without
 * one that hangs, and no restart of this one helps it.
 */
final class ClusterHealth extends AbstractHealthCheck {
    private final Nodes nodes;

    ClusterHealth(Nodes nodes) {
        super("showrunner", "cluster");
        this.nodes = nodes;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        List<Nodes.Node> alive = nodes.all().stream().filter(Nodes.Node::isHere).toList();
        List<String> troubles = troubles(alive);
        Status status = troubles.isEmpty() ? Status.OK : Status.DEGRADED;
        String words = Stream.concat(troubles.stream(), alive.stream().map(this::inWords))
                .collect(Collectors.joining("; "));
        builder.detail("status", status.word())
                .message(status.word() + ": " + words)
                .up();
    }

    private static List<String> troubles(List<Nodes.Node> alive) {
        Stream<String> leader =
                alive.stream().anyMatch(Nodes.Node::leads) ? Stream.empty() : Stream.of("no node leads yet");
        return Stream.concat(alive.stream().flatMap(node -> node.trouble().stream()), leader)
                .toList();
    }

    private String inWords(Nodes.Node node) {
        return node.name() + (node.name().equals(nodes.self()) ? " (this one)" : "")
                + (node.leads() ? " leads and" : "") + " drives "
                + (node.drives().isEmpty() ? "no server" : String.join(", ", node.drives()));
    }
}
