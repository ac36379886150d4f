package io.showrunner.routes;

import io.showrunner.broker.Broker;
import io.showrunner.broker.Brokers;
import io.showrunner.broker.ResumeTurn;
import io.showrunner.cache.SingleFlight;
import io.showrunner.cluster.Changes;
import io.showrunner.cluster.InstanceLeases;
import io.showrunner.cluster.LlmTurns;
import io.showrunner.cluster.Nodes;
import io.showrunner.cluster.SharedLocks;
import io.showrunner.config.ClusterSettings;
import io.showrunner.config.Settings;
import io.showrunner.fleet.Fleet;
import io.showrunner.story.RecordLocks;
import io.showrunner.story.StageHolds;
import io.showrunner.story.StoryStore;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;

/** What a node of a cluster shares with the others, in {@code stories/.cluster}; nothing when it is alone. */
final class ClusterParts implements AutoCloseable {
    /** Bean of the words that are being written right now. */
    static final String FLIGHTS = "storyFlights";

    private final Settings settings;
    private final Path folder;
    private final Optional<SharedLocks> locks;
    private Broker broker;
    private Optional<Nodes> nodes = Optional.empty();
    private Optional<InstanceLeases> leases = Optional.empty();

    ClusterParts(Settings settings) {
        this.settings = settings;
        folder = ClusterSettings.shared(settings.stories());
        locks = settings.cluster().isAlone() ? Optional.empty() : Optional.of(new SharedLocks(folder.resolve("locks")));
    }

    /** The stories, whose records nobody else changes at the same time. */
    StoryStore store() {
        return new StoryStore(settings.stories(), recordLocks());
    }

    /** Which stages take no work, on all nodes. */
    StageHolds holds() {
        Path decisions = settings.cluster().decisions(settings.data(), settings.stories());
        return new StageHolds(decisions.resolve("stages.json"), recordLocks(), Clock.systemUTC());
    }

    /** The nodes; empty when this one is alone. */
    Optional<Nodes> nodes() {
        return nodes;
    }

    /** Locks that the other nodes obey; empty when there are none. */
    Optional<SharedLocks> locks() {
        return locks;
    }

    /** Locks for what is changed by whoever is asked to. */
    RecordLocks recordLocks() {
        return locks.<RecordLocks>map(shared -> shared).orElseGet(RecordLocks::ofThisProcess);
    }

    /** The queues; what another node holds of them is not given out here. */
    Broker openBroker(int slots, Consumer<Throwable> failed) {
        broker = Brokers.open(settings, slots, locks, failed);
        return broker;
    }

    /** Where dead letters lie: with the stories, so that every node has them and none is lost with its node. */
    static Path deadLetters(Settings settings) {
        return settings.cluster().decisions(settings.data(), settings.stories()).resolve("dead-letters");
    }

    /**
     * Makes the node known, and leaves the servers to others until its share is known.
     *
     * @throws IllegalStateException when another node has its name
     */
    void join(Main camel, Fleet fleet, URI url) {
        LeaderGate.bindTo(camel);
        camel.bind("llmTurns", new LlmTurns(locks, settings.llm().maxConcurrent()));
        camel.bind(FLIGHTS, flights());
        nodes = locks.map(shared -> Nodes.join(
                shared, folder, settings.cluster().node().orElseThrow(), url, Clock.systemUTC(), System::nanoTime));
        leases = nodes.map(members -> new InstanceLeases(
                locks.orElseThrow(), members.self(), fleet, settings.cluster().owners()));
        nodes.ifPresent(each -> camel.bind("nodes", each));
        leases.ifPresent(each -> camel.bind("instanceLeases", each));
    }

    /** A node waits for words that another one has asked for only where it gets to see them: in the Redis that they share. */
    private SingleFlight flights() {
        return locks.filter(shared -> settings.cache().redis().isPresent())
                .map(shared ->
                        new SingleFlight(key -> shared.tryTake("words " + key).map(held -> held::close)))
                .orElseGet(SingleFlight::new);
    }

    /** From now on the nodes tell each other what they write; to be called before anybody listens to the stories. */
    void tell(Main camel, StoryStore store, Broker broker) {
        camel.bind("resumeTurn", new ResumeTurn(broker, () -> nodes.map(Nodes::departures)
                .orElse(0)));
        nodes.ifPresent(members -> camel.bind(
                "changes",
                new Changes(
                        store,
                        members.self(),
                        () -> broker.trouble().isPresent(),
                        broker::returns,
                        Clock.systemUTC())));
    }

    /** The leader's routes wait until this node leads; to be called before they are loaded. */
    void holdLeaderRoutes(CamelContext context, ConsumerGate gate) {
        nodes.ifPresent(members -> {
            LeaderGate leader = LeaderGate.begin(context, gate, folder, members::lead);
            context.getRegistry().bind("attendance", new Attendance(members, broker::trouble, leader));
        });
    }

    @Override
    public void close() {
        leases.ifPresent(InstanceLeases::close);
        nodes.ifPresent(Nodes::close);
        locks.ifPresent(SharedLocks::close);
    }
}
