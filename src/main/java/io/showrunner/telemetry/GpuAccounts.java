package io.showrunner.telemetry;

import io.showrunner.comfyui.HistoryEntry;
import io.showrunner.fleet.Fleet;
import io.showrunner.fleet.InstanceView;
import io.showrunner.render.PromptObserver;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * Where the time of each GPU went. What happens on a server, and what changes about it, is booked at once; what else decides
 * why a GPU is idle counts from the next {@link #lookAtAll}. Thread-safe.
 */
public final class GpuAccounts implements PromptObserver {
    private static final double SECOND = 1e9;

    private final Map<String, GpuAccount> accounts = new ConcurrentHashMap<>();
    private final Fleet fleet;
    private final Predicate<String> lowMemory;
    private final Supplier<WorkAhead> work;
    private final LongSupplier nanos;

    /**
     * @param lowMemory whether the instance has too little memory for what is wanted of it
     * @param nanos a monotonic clock such as {@code System::nanoTime}
     */
    public GpuAccounts(Fleet fleet, Predicate<String> lowMemory, Supplier<WorkAhead> work, LongSupplier nanos) {
        this.fleet = fleet;
        this.lowMemory = lowMemory;
        this.work = work;
        this.nanos = nanos;
        lookAtAll(work.get());
        fleet.onChange(this::look);
    }

    /** Looks why each GPU is idle, if it is, and forgets those that are not there any more. */
    public void lookAtAll(WorkAhead ahead) {
        List<String> ids = fleet.views().stream().map(InstanceView::id).toList();
        accounts.keySet().retainAll(ids);
        ids.forEach(id -> look(id, () -> ahead));
    }

    private void look(String instanceId) {
        look(instanceId, work);
    }

    /** The fleet is asked inside the account's lock, so that no older answer comes after a newer one. */
    private void look(String instanceId, Supplier<WorkAhead> ahead) {
        if (fleet.find(instanceId).isEmpty()) {
            return;
        }
        GpuAccount account = accounts.computeIfAbsent(instanceId, id -> new GpuAccount(nanos));
        synchronized (account) {
            fleet.standing(instanceId)
                    .ifPresent(server -> account.look(server, lowMemory.test(instanceId), ahead.get()));
        }
    }

    /** The server's websocket told that the prompt began. */
    public void started(String instanceId, String promptId) {
        learn(instanceId, account -> account.started(promptId));
    }

    /** The server's websocket told that the prompt is over. */
    public void ended(String instanceId, String promptId) {
        learn(instanceId, account -> account.ended(promptId));
    }

    /** The server's websocket is gone. */
    public void lost(String instanceId) {
        learn(instanceId, GpuAccount::lost);
    }

    @Override
    public void uploads(String instanceId, String promptId) {
        learn(instanceId, account -> account.uploads(promptId));
    }

    @Override
    public void posts(String instanceId, String promptId) {
        learn(instanceId, account -> account.posts(promptId));
    }

    @Override
    public void executes(String instanceId, String promptId) {
        learn(instanceId, account -> account.executes(promptId));
    }

    @Override
    public void settles(String instanceId, String promptId, Optional<HistoryEntry> end) {
        learn(instanceId, account -> account.settles(promptId, end.flatMap(ServerTimes::of)));
    }

    private void learn(String instanceId, Consumer<GpuAccount> news) {
        GpuAccount account = accounts.get(instanceId);
        if (account != null) {
            news.accept(account);
            look(instanceId);
        }
    }

    /** What became of the GPU's time; empty when there is no account of it yet. */
    public Optional<GpuTime> time(String instanceId) {
        return Optional.ofNullable(accounts.get(instanceId)).map(GpuAccount::time);
    }

    /** Seconds in which prompts of ours executed; never falls. NaN when there is no account. */
    public double busySeconds(String instanceId) {
        return seconds(instanceId, Tally::busy);
    }

    /** Seconds that were idle for this cause; never falls. NaN when there is no account. */
    public double idleSeconds(String instanceId, IdleCause cause) {
        return seconds(instanceId, tally -> tally.idle(cause));
    }

    private double seconds(String instanceId, ToLongFunction<Tally> figure) {
        GpuAccount account = accounts.get(instanceId);
        return account == null ? Double.NaN : account.rising(figure) / SECOND;
    }
}
