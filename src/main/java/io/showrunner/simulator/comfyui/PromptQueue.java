package io.showrunner.simulator.comfyui;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What waits, what runs and what is finished, under one lock: running to history is one step for every reader. */
final class PromptQueue {
    private final PromptHeap pending = new PromptHeap();
    private final List<Ticket> running = new ArrayList<>();
    private final History history = new History();
    private final Runnable changed;
    private FreeRequest free = FreeRequest.NONE;

    /** What {@code POST /free} asked for; the worker takes it between two prompts. */
    record FreeRequest(boolean unloadModels, boolean freeMemory) {
        static final FreeRequest NONE = new FreeRequest(false, false);

        FreeRequest and(FreeRequest other) {
            return new FreeRequest(unloadModels || other.unloadModels, freeMemory || other.freeMemory);
        }
    }

    /** @param changed called at every change of the queue's length */
    PromptQueue(Runnable changed) {
        this.changed = changed;
    }

    /** @throws PromptHeap.Incomparable when a waiting prompt has the same number and id; this one is queued as well */
    synchronized void put(Ticket ticket) {
        pending.push(ticket);
        changed.run();
        notifyAll();
    }

    /** Waits for a prompt, or for something to free; empty in the second case. */
    synchronized Optional<Ticket> take() throws InterruptedException {
        while (pending.size() == 0 && free.equals(FreeRequest.NONE)) {
            wait();
        }
        if (pending.size() == 0) {
            return Optional.empty();
        }
        Ticket ticket = pending.pop();
        running.add(ticket);
        changed.run();
        return Optional.of(ticket);
    }

    synchronized void finished(Ticket ticket, ObjectNode entry) {
        running.remove(ticket);
        history.add(ticket.id(), entry);
        changed.run();
    }

    synchronized void forgotten(Ticket ticket) {
        running.remove(ticket);
        changed.run();
    }

    synchronized void delete(String id) {
        if (pending.remove(id)) {
            changed.run();
        }
    }

    synchronized void clear() {
        pending.clear();
        changed.run();
    }

    synchronized void free(FreeRequest request) {
        free = free.and(request);
        notifyAll();
    }

    synchronized FreeRequest takeFreeRequest() {
        FreeRequest asked = free;
        free = FreeRequest.NONE;
        return asked;
    }

    synchronized int remaining() {
        return pending.size() + running.size();
    }

    synchronized boolean isRunning(String id) {
        return running.stream().anyMatch(ticket -> ticket.id().equals(id));
    }

    synchronized ObjectNode listing() {
        ArrayNode now = Wire.array();
        running.forEach(ticket -> now.add(ticket.tuple()));
        ArrayNode waiting = Wire.array();
        pending.items().forEach(ticket -> waiting.add(ticket.tuple()));
        ObjectNode listing = Wire.object();
        listing.set("queue_running", now);
        listing.set("queue_pending", waiting);
        return listing;
    }

    synchronized ObjectNode history(String id) {
        return history.one(id);
    }

    synchronized ObjectNode history(Optional<Integer> maxItems, int offset) {
        return history.page(maxItems, offset);
    }

    synchronized void forget(String id) {
        history.remove(id);
    }

    synchronized void forgetAll() {
        history.clear();
    }
}
