package io.showrunner.cluster;

import io.showrunner.story.DurableFiles;
import io.showrunner.story.FolderNames;
import io.showrunner.story.Json;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The Showrunners that work on the same stories. Each has a card in {@code .cluster/nodes} and holds the lock of its name as
 * long as it lives, and another one while it can work; the card of one that is gone stays for a day. A node that lives writes
 * its card again every few seconds: one that does not hangs, with all its locks. Thread-safe.
 */
public final class Nodes implements AutoCloseable {
    private static final String CARD = ".json";

    /** Another node that looks who lives has the lock for a moment. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Duration CARDS_LAST = Duration.ofDays(1);

    private final SharedLocks locks;
    private final Path folder;
    private final String self;
    private final SharedLocks.Held presence;
    private final Clock clock;
    private final Heartbeats heartbeats;
    private Card card;
    private List<String> before = List.of();
    private int departures;
    private Optional<SharedLocks.Held> work = Optional.empty();

    /**
     * One node.
     *
     * @param url where it is reached, as it sees itself
     * @param process its number and machine, such as {@code 4711@studio-1}
     * @param heardOf its last sign of life, by its own clock; null for the card of an older Showrunner, which gave none
     * @param isHere true when it lives
     * @param hangs true when it lives and has given no sign of life for too long
     * @param leads true when it watches the inbox and changes stories by the clock
     * @param drives ids of the ComfyUI servers that it sends prompts to
     */
    public record Node(
            String name,
            URI url,
            String process,
            Instant since,
            Instant heardOf,
            boolean isHere,
            boolean hangs,
            boolean leads,
            List<String> drives) {

        /** What waits for it, and what can be done; empty when it does not hang. */
        public Optional<String> trouble() {
            return hangs ? Optional.of(NodeWords.ofOneThatHangs(this)) : Optional.empty();
        }
    }

    private record Card(
            String name, URI url, String process, Instant since, Instant heardOf, boolean leads, List<String> drives) {
        Card now(Instant heard, boolean isLeader, List<String> instances) {
            return new Card(name, url, process, since, heard, isLeader, instances);
        }

        Node node(boolean isHere, boolean hangs) {
            return new Node(
                    name,
                    url,
                    process,
                    since,
                    heardOf,
                    isHere,
                    isHere && hangs,
                    isHere && leads,
                    isHere ? drives : List.of());
        }
    }

    private Nodes(
            SharedLocks locks, Path folder, Card card, SharedLocks.Held presence, Clock clock, Heartbeats heartbeats) {
        this.locks = locks;
        this.folder = folder;
        this.self = card.name();
        this.presence = presence;
        this.card = card;
        this.clock = clock;
        this.heartbeats = heartbeats;
    }

    /**
     * Makes this process known under its name.
     *
     * @param nanos a monotonic clock such as {@code System::nanoTime}
     * @throws IllegalStateException when a node of that name lives
     */
    public static Nodes join(SharedLocks locks, Path cluster, String self, URI url, Clock clock, LongSupplier nanos) {
        SharedLocks.Held presence = locks.take(lock(self), PATIENCE)
                .orElseThrow(() -> new IllegalStateException("a node " + self + " works on these stories already:"
                        + " give each Showrunner a name of its own in showrunner.cluster.node"));
        Instant now = clock.instant();
        String process = ManagementFactory.getRuntimeMXBean().getName();
        Card card = new Card(self, url, process, now, now, false, List.of());
        Nodes nodes = new Nodes(locks, cluster.resolve("nodes"), card, presence, clock, new Heartbeats(nanos));
        nodes.dropOld(now.minus(CARDS_LAST));
        nodes.write();
        return nodes;
    }

    private void write() {
        DurableFiles.writeJson(folder.resolve(self + CARD), card);
    }

    /** Gives a sign of life, when it is time. To be called every few seconds. */
    public synchronized void beat() {
        Instant now = clock.instant();
        if (Heartbeats.isDue(card.heardOf(), now)) {
            change(card.now(now, card.leads(), card.drives()));
        }
    }

    /** Makes known whether this node leads. */
    public synchronized void lead(boolean leads) {
        change(card.now(card.heardOf(), leads, card.drives()));
    }

    /** Makes known which ComfyUI servers this node drives. */
    public synchronized void drive(List<String> instances) {
        change(card.now(card.heardOf(), card.leads(), List.copyOf(instances)));
    }

    private void change(Card now) {
        if (!now.equals(card)) {
            card = now;
            write();
        }
    }

    /** The other node that drives the server; empty when this one does, or none. */
    public Optional<Node> otherDriver(String instanceId) {
        return all().stream()
                .filter(node -> !node.name().equals(self) && node.drives().contains(instanceId))
                .findFirst();
    }

    /** The name of this node. */
    public String self() {
        return self;
    }

    /** Every node that lives, or was there within the last day, by name. */
    public List<Node> all() {
        return FolderNames.of(folder).stream()
                .filter(name -> name.endsWith(CARD) && !name.startsWith(DurableFiles.TEMPORARY))
                .map(name -> Json.read(folder.resolve(name), Card.class))
                .map(each -> each.node(isHere(each.name()), isSilent(each)))
                .sorted(Comparator.comparing(Node::name))
                .toList();
    }

    /** Those that live and have given no sign of life for too long. */
    public List<Node> hanging() {
        return all().stream().filter(Node::hangs).toList();
    }

    /** The others count on this node from now on, or no longer, although it lives. */
    public synchronized void attend(boolean isAtWork) {
        if (isAtWork && work.isEmpty()) {
            work = locks.take(work(self), PATIENCE);
        } else if (!isAtWork) {
            work.ifPresent(SharedLocks.Held::close);
            work = Optional.empty();
        }
    }

    /** The names of the nodes that can be counted on, sorted. */
    public synchronized List<String> atWork() {
        List<String> now = all().stream().map(Node::name).filter(this::isAtWork).toList();
        departures += (int) before.stream().filter(name -> !now.contains(name)).count();
        before = now;
        return now;
    }

    /** How often a node that could be counted on was not there any more when {@link #atWork} was asked again. */
    public synchronized int departures() {
        return departures;
    }

    private boolean isAtWork(String name) {
        return name.equals(self) ? work.isPresent() : locks.isTakenElsewhere(work(name));
    }

    private boolean isHere(String name) {
        return name.equals(self) || locks.isTakenElsewhere(lock(name));
    }

    private boolean isSilent(Card other) {
        boolean says = other.heardOf() != null && !other.name().equals(self);
        return says && heartbeats.isMissing(other.name(), other.heardOf());
    }

    private void dropOld(Instant before) {
        all().stream()
                .filter(node -> !node.isHere() && node.since().isBefore(before))
                .forEach(node -> DurableFiles.delete(folder.resolve(node.name() + CARD)));
    }

    private static String lock(String name) {
        return "node " + name;
    }

    private static String work(String name) {
        return "work of node " + name;
    }

    /** Leaves: the others see it gone at once. */
    @Override
    public void close() {
        attend(false);
        presence.close();
    }
}
