package io.showrunner.routes;

import io.showrunner.cluster.Nodes;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a node works: one that cannot reach the broker keeps neither the lead nor servers from those that can. */
public final class Attendance {
    private static final Logger LOG = LoggerFactory.getLogger(Attendance.class);

    private final Nodes nodes;
    private final Supplier<Optional<String>> trouble;
    private final LeaderGate leader;
    private boolean attends;

    Attendance(Nodes nodes, Supplier<Optional<String>> trouble, LeaderGate leader) {
        this.nodes = nodes;
        this.trouble = trouble;
        this.leader = leader;
    }

    /** Tells the others how it is now. To be called by one thread. */
    public void tell() throws Exception {
        Optional<String> why = trouble.get();
        nodes.attend(why.isEmpty());
        leader.attend(why.isEmpty());
        if (attends && why.isPresent()) {
            LOG.warn("this node leaves its work to the others: {}", why.get());
        }
        attends = why.isEmpty();
    }
}
