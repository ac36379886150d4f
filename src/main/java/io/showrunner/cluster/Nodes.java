package io.showrunner.cluster;

import io.showrunner.story.DurableFiles;
import io.showrunner.story.FolderNames;
import io.showrunner.story.Json;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The Showrunners that work on the same stories. Each has a card in {@code .cluster/nodes} and holds the lock of its name as
 * long as it lives, and another one while it can work; the card of one that is gone stays for a day. Thread-safe.
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
    private Card card;
    private List<String> before = List.of();
    private int departures;
    private Optional<SharedLocks.Held> work = Optional.empty();

    /**
     * One node.
     *
     * @param url where it is reached, as it sees itself
     * @param isHere true when it lives
     * @param leads true when it watches the inbox and changes stories by the clock
     * @param drives ids of the ComfyUI servers that it sends prompts to
     */
    public record Node(String name, URI url, Instant since, boolean isHere, boolean leads, List<String> drives) {}

    private record Card(String name, URI url, Instant since, boolean leads, List<String> drives) {
        Node node(boolean isHere) {
            return new Node(name, url, since, isHere, isHere && leads, isHere ? drives : List.of());
        }
    }

    private Nodes(SharedLocks locks, Path folder, Card card, SharedLocks.Held presence) {
        this.locks = locks;
        this.folder = folder;
        this.self = card.name();
        this.presence = presence;
        this.card = card;
    }

    /**
     * Makes this process known under its name.
     *
     * @throws IllegalStateException when a node of that name lives
     */
    public static Nodes join(SharedLocks locks, Path cluster, String self, URI url, Instant now) {
        SharedLocks.Held presence = locks.take(lock(self), PATIENCE)
                .orElseThrow(() -> new IllegalStateException("a node " + self + " works on these stories already:"
                        + " give each Showrunner a name of its own in showrunner.cluster.node"));
        Nodes nodes = new Nodes(locks, cluster.resolve("nodes"), new Card(self, url, now, false, List.of()), presence);
        nodes.dropOld(now.minus(CARDS_LAST));
        nodes.write();
        return nodes;
    }

    private void write() {
        DurableFiles.writeJson(folder.resolve(self + CARD), card);
    }

    /** Makes known whether this node leads. */
    public synchronized void lead(boolean leads) {
        change(new Card(self, card.url(), card.since(), leads, card.drives()));
    }

    /** Makes known which ComfyUI servers this node drives. */
    public synchronized void drive(List<String> instances) {
        change(new Card(self, card.url(), card.since(), card.leads(), List.copyOf(instances)));
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
                .map(each -> each.node(isHere(each.name())))
                .sorted(Comparator.comparing(Node::name))
                .toList();
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
