package io.showrunner.cluster;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** What is said about nodes. */
final class NodeWords {
    private NodeWords() {}

    static String ofOneThatHangs(Nodes.Node node) {
        return "node %s hangs: its process %s lives and has not been heard of since %s. %s wait for it. End that process, and the"
                        .formatted(
                                node.name(),
                                node.process(),
                                node.heardOf().truncatedTo(ChronoUnit.SECONDS),
                                String.join(", ", held(node)))
                + " others take over within seconds; or let it go on, and it takes up its work where it was";
    }

    private static List<String> held(Nodes.Node node) {
        List<String> held = new ArrayList<>();
        if (node.leads()) {
            held.add("The inbox and all else that the leader does");
        }
        held.addAll(node.drives());
        held.add(
                held.isEmpty()
                        ? "The stories and scenes that it had taken"
                        : "the stories and scenes that it had taken");
        return held;
    }
}
