package io.showrunner.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.showrunner.cluster.Nodes;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.camel.builder.RouteBuilder;

/** {@code GET /api/cluster}: the Showrunners that work on the same stories. */
public final class ClusterRoutes extends RouteBuilder {
    private final Optional<Nodes> nodes;

    /** @param nodes empty when this one is alone */
    public ClusterRoutes(Optional<Nodes> nodes) {
        this.nodes = nodes;
    }

    /** @param node the name of the one that answers; null when it is alone */
    private record Cluster(String node, List<Member> nodes) {}

    /**
     * @param process null for a node of an older Showrunner, as its last sign of life
     * @param trouble null when it does not hang
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Member(
            String name,
            URI url,
            String process,
            Instant since,
            Instant heardOf,
            boolean alive,
            boolean leads,
            List<String> drives,
            String trouble) {
        static Member of(Nodes.Node node) {
            return new Member(
                    node.name(),
                    node.url(),
                    node.process(),
                    node.since(),
                    node.heardOf(),
                    node.isHere(),
                    node.leads(),
                    node.drives(),
                    node.trouble().orElse(null));
        }
    }

    @Override
    public void configure() {
        rest("/api/cluster")
                .description("The Showrunners that work on the same stories")
                .get()
                .to("direct:api-show-cluster");

        errorHandler(defaultErrorHandler().logExhausted(false));
        onException(Exception.class).handled(true).process(Answers::failed);

        from("direct:api-show-cluster")
                .routeId("api-show-cluster")
                .description("Every node: whether it lives, hangs and leads, and which ComfyUI servers it drives.")
                .process(exchange -> Answers.json(exchange, 200, cluster()));
    }

    private Cluster cluster() {
        List<Member> members = nodes.stream()
                .flatMap(all -> all.all().stream())
                .map(Member::of)
                .toList();
        return new Cluster(nodes.map(Nodes::self).orElse(null), members);
    }
}
