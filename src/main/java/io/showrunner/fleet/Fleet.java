package io.showrunner.fleet;

import io.showrunner.config.FleetSettings.Strategy;
import io.showrunner.config.Settings.InstanceSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The ComfyUI servers and who may use them. An instance holds as many prompts of ours as it has slots; which one a
 * scene gets is a matter of the strategy (M3, M4). Thread-safe.
 */
public final class Fleet {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Roster roster;
    private final FleetNews news = new FleetNews();
    private final Clock clock;

    public Fleet(List<InstanceSettings> settings, Strategy strategy, Clock clock) {
        this.roster = new Roster(strategy);
        this.clock = clock;
        settings.forEach(each -> roster.add(new Instance(each)));
    }

    /** Calls the listener, outside the lock, whenever an instance enters another state. */
    public void onStateChange(BiConsumer<String, InstanceState> listener) {
        news.onStateChange(listener);
    }

    /** Calls the listener, outside the lock, whenever anything about an instance may have changed. */
    public void onChange(Consumer<String> listener) {
        news.onChange(listener);
    }

    /**
     * Reserves a slot on the best instance, waiting until one has room.
     *
     * @param workflow of the scene
     * @param except ids of instances that are not wanted
     * @return empty when none had room within {@code patience}
     * @throws InterruptedException when the caller is to stop
     */
    public Optional<Lease> lease(String workflow, Duration patience, Set<String> except) throws InterruptedException {
        return told(await(workflow, patience, except));
    }

    private Optional<Lease> await(String workflow, Duration patience, Set<String> except) throws InterruptedException {
        long nanos = patience.toNanos();
        lock.lockInterruptibly();
        try {
            Optional<Lease> lease = roster.lease(workflow, except);
            while (lease.isEmpty() && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
                lease = roster.lease(workflow, except);
            }
            return lease;
        } finally {
            lock.unlock();
        }
    }

    /** True when there is an instance other than these; one that is DOWN may come back, however long it takes. */
    public boolean mayOffer(Set<String> except) {
        return locked(() -> roster.all().stream()
                .anyMatch(instance -> !except.contains(instance.settings().id())));
    }

    /** Keeps a slot for a prompt of ours that nobody follows for the moment, until {@link #resume}. */
    public void claim(String instanceId, String promptId) {
        locked(() -> roster.claim(instanceId, promptId));
    }

    /**
     * Takes a slot on the instance that already has the scene's prompt, whatever its state: the prompt is there.
     *
     * @return empty when there is no such instance any more
     */
    public Optional<Lease> resume(String instanceId, String promptId) {
        return told(locked(() -> roster.resume(instanceId, promptId)));
    }

    /** True when the instance has one prompt of ours, or is about to get it, and no other. */
    public boolean isAlone(String instanceId) {
        return locked(() -> roster.isAlone(instanceId));
    }

    /** Whether another prompt may be posted behind the one that is there; not until somebody says so. */
    public void follow(String instanceId, boolean may) {
        change(instanceId, instance -> instance.follow(may));
    }

    /** Gives a lease back; a second time does nothing. */
    public void release(Lease lease) {
        change(lease.instance().id(), instance -> roster.release(lease));
    }

    private Optional<Lease> told(Optional<Lease> lease) {
        lease.ifPresent(given -> news.changed(given.instance().id()));
        return lease;
    }

    /** Adds an instance; it gets prompts once it has answered. */
    public void add(InstanceSettings instance) {
        locked(() -> roster.add(new Instance(instance)));
    }

    /** Every instance, one that is added later too, is another node's until it is admitted. */
    public void share() {
        locked(roster::share);
    }

    /**
     * Removes an instance that has no prompt of ours; listeners hear that it is DOWN. What is noted about it afterwards, by
     * a late probe, is ignored.
     *
     * @return false when it has one; nothing is changed then
     */
    public boolean remove(String instanceId) {
        boolean removed = locked(() -> roster.remove(instanceId));
        if (removed) {
            news.removed(instanceId);
        }
        return removed;
    }

    /** Notes a good answer of the instance. */
    public void answered(String instanceId, Probe probe) {
        change(instanceId, instance -> instance.answered(probe, roster.claimedOn(instanceId), clock.instant()));
    }

    /** Notes how many prompts the instance has, anyone's. */
    public void sawDepth(String instanceId, int depth) {
        change(instanceId, instance -> instance.sawDepth(depth, roster.claimedOn(instanceId)));
    }

    /** Notes that the instance did not answer; the third time in a row it is DOWN (M8). */
    public void missed(String instanceId, String why) {
        change(instanceId, instance -> instance.reachability().missed(why));
    }

    /** On trial, after failures, the instance gets one prompt at a time. */
    public void trial(String instanceId, boolean on) {
        change(instanceId, instance -> instance.onTrial(on));
    }

    /** The instance gets no new prompt until {@link #admit}; what it has goes on. */
    public void hold(String instanceId, Hold hold, String why) {
        change(instanceId, instance -> instance.hold(hold, why));
    }

    /** Ends a hold; one that is not there is no error. */
    public void admit(String instanceId, Hold hold) {
        change(instanceId, instance -> instance.admit(hold));
    }

    /** A call failed or a socket was lost: the instance is probed at once and every second until it is settled. */
    public void doubt(String instanceId) {
        change(instanceId, instance -> instance.reachability().doubt());
    }

    /** True when the instance does not answer; one whose breaker is open may. */
    public boolean isSilent(String instanceId) {
        return locked(() -> roster.get(instanceId).reachability().state() == InstanceState.DOWN);
    }

    /** True when the instance may get a prompt now. */
    public boolean isUp(String instanceId) {
        return locked(() -> roster.find(instanceId).filter(Instance::isUp).isPresent());
    }

    /** The address and the slots of an instance; empty when it is none of ours. */
    public Optional<InstanceSettings> find(String instanceId) {
        return locked(() -> roster.find(instanceId).map(Instance::settings));
    }

    /** The address and the slots of every instance. */
    public List<InstanceSettings> instances() {
        return locked(() -> roster.all().stream().map(Instance::settings).toList());
    }

    /** One instance as it is now. */
    public InstanceView view(String instanceId) {
        return locked(() -> roster.get(instanceId).view());
    }

    /** How it stands with an instance; empty when it is none of ours. */
    public Optional<Standing> standing(String instanceId) {
        return locked(() -> roster.standing(instanceId));
    }

    /** Prompts of ours that somebody follows, or is about to post, on all instances. */
    public int leases() {
        return locked(roster::leases);
    }

    /** All instances as they are now, by id. */
    public List<InstanceView> views() {
        return locked(() -> roster.all().stream()
                .map(Instance::view)
                .sorted(Comparator.comparing(InstanceView::id))
                .toList());
    }

    /** Ids of the instances of which it is not settled whether they are UP or DOWN. */
    public List<String> inDoubt() {
        return locked(() -> roster.all().stream()
                .filter(instance -> instance.reachability().inDoubt())
                .map(instance -> instance.settings().id())
                .toList());
    }

    private <T> T locked(Supplier<T> part) {
        lock.lock();
        try {
            return part.get();
        } finally {
            lock.unlock();
        }
    }

    private void change(String instanceId, Consumer<Instance> change) {
        InstanceState before;
        InstanceView after;
        lock.lock();
        try {
            Instance instance = roster.find(instanceId).orElse(null);
            if (instance == null) {
                return;
            }
            before = instance.state();
            change.accept(instance);
            after = instance.view();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        news.changed(before, after);
    }
}
