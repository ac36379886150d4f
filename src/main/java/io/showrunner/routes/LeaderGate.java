package io.showrunner.routes;

import io.showrunner.routes.ConsumerGate.Holder;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.cluster.CamelClusterEventListener;
import org.apache.camel.cluster.CamelClusterMember;
import org.apache.camel.cluster.CamelClusterService;
import org.apache.camel.cluster.CamelClusterView;
import org.apache.camel.component.file.cluster.FileLockClusterService;
import org.apache.camel.main.Main;
import org.apache.camel.model.Model;
import org.apache.camel.model.ModelLifecycleStrategySupport;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.RoutePolicySupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Routes with {@code routePolicy: leader} take work on one node of a cluster at a time. Who leads is a matter of
 * Camel's cluster service; holding a route is that of {@link ConsumerGate}, which knows a stage that is paused as well: the
 * master component would start its consumer at a change of leader all the same.
 */
final class LeaderGate extends ModelLifecycleStrategySupport implements CamelClusterEventListener.Leadership {
    private static final Logger LOG = LoggerFactory.getLogger(LeaderGate.class);
    private static final String LEADER = "leader";

    /** A leader that is gone is noticed after 8 s without a sign of life, and replaced within 2 s more. */
    private static final int LOOK_SECONDS = 2;

    private static final int MISSED_LOOKS = 4;

    private final CamelContext context;
    private final ConsumerGate gate;
    private final Path folder;
    private final Consumer<Boolean> listener;
    private CamelClusterService cluster;
    private volatile boolean leads;

    private LeaderGate(CamelContext context, ConsumerGate gate, Path folder, Consumer<Boolean> listener) {
        this.context = context;
        this.gate = gate;
        this.folder = folder;
        this.listener = listener;
    }

    /**
     * From now on the leader's routes wait until this node leads, which it may once it attends. To be called before the routes
     * are loaded.
     *
     * @param folder where the nodes find each other
     * @param listener is told whether this node leads, whenever that may have changed
     */
    static LeaderGate begin(CamelContext context, ConsumerGate gate, Path folder, Consumer<Boolean> listener) {
        LeaderGate leader = new LeaderGate(context, gate, folder, listener);
        context.getCamelContextExtension().getContextPlugin(Model.class).addModelLifecycleStrategy(leader);
        return leader;
    }

    /** Takes part in the choice of a leader, or leaves a lead that it has to others. To be called by one thread. */
    void attend(boolean isAtWork) throws Exception {
        if (isAtWork && cluster == null) {
            cluster = cluster(folder);
            context.addService(cluster, true, true);
            cluster.getView(LEADER).addEventListener(this);
        } else if (!isAtWork && leads) {
            context.removeService(cluster);
            cluster.stop();
            cluster = null;
            change(false);
        }
    }

    private static CamelClusterService cluster(Path folder) {
        FileLockClusterService cluster = new FileLockClusterService();
        cluster.setRoot(folder.toString());
        cluster.setAcquireLockInterval(LOOK_SECONDS, TimeUnit.SECONDS);
        cluster.setHeartbeatTimeoutMultiplier(MISSED_LOOKS);
        return cluster;
    }

    /** What the route files call it: in a process that is alone it holds nothing. */
    static void bindTo(Main camel) {
        camel.bind(LEADER, new RoutePolicySupport() {});
    }

    /** True when this node leads. */
    boolean leads() {
        return leads;
    }

    @Override
    public void onAddRouteDefinition(RouteDefinition route) {
        if (isForLeader(route) && !leads) {
            gate.hold(route.getRouteId(), Holder.LEADER);
            route.setAutoStartup("false");
        }
    }

    @Override
    public void leadershipChanged(CamelClusterView view, CamelClusterMember member) {
        change(view.getLocalMember().isLeader());
    }

    private void change(boolean isLeader) {
        if (leads == isLeader) {
            return;
        }
        leads = isLeader;
        listener.accept(leads);
        LOG.info(leads ? "this node leads the cluster" : "this node does not lead the cluster any more");
        context.getCamelContextExtension().getContextPlugin(Model.class).getRouteDefinitions().stream()
                .filter(LeaderGate::isForLeader)
                .map(RouteDefinition::getRouteId)
                .forEach(this::apply);
    }

    private void apply(String routeId) {
        if (leads) {
            gate.admit(routeId, Holder.LEADER);
        } else {
            gate.hold(routeId, Holder.LEADER);
        }
    }

    private static boolean isForLeader(RouteDefinition route) {
        return LEADER.equals(route.getRoutePolicyRef());
    }
}
