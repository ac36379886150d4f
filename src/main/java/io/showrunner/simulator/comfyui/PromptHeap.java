package io.showrunner.simulator.comfyui;

import java.util.ArrayList;
import java.util.List;

/** A binary heap with the moves of Python's heapq, because its inner order is what {@code GET /queue} shows. */
final class PromptHeap {
    private final List<Ticket> items = new ArrayList<>();

    /** Two equal (number, id) pairs make Python compare two dicts: the push fails, and the item stays in the heap. */
    static final class Incomparable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Incomparable() {
            super("'<' not supported between instances of 'dict' and 'dict'");
        }
    }

    void push(Ticket ticket) {
        items.add(ticket);
        int position = items.size() - 1;
        while (position > 0) {
            int parent = (position - 1) / 2;
            if (ticket.ties(items.get(parent))) {
                throw new Incomparable();
            }
            if (!ticket.before(items.get(parent))) {
                return;
            }
            swap(position, parent);
            position = parent;
        }
    }

    Ticket pop() {
        Ticket last = items.remove(items.size() - 1);
        if (items.isEmpty()) {
            return last;
        }
        Ticket first = items.set(0, last);
        sink(0);
        return first;
    }

    /** Removes the first item with this id; false when there is none. */
    boolean remove(String id) {
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i).id().equals(id)) {
                items.remove(i);
                for (int node = items.size() / 2 - 1; node >= 0; node--) {
                    sink(node);
                }
                return true;
            }
        }
        return false;
    }

    void clear() {
        items.clear();
    }

    int size() {
        return items.size();
    }

    List<Ticket> items() {
        return List.copyOf(items);
    }

    private void sink(int start) {
        int position = start;
        int child = 2 * position + 1;
        while (child < items.size()) {
            int right = child + 1;
            if (right < items.size() && !items.get(child).before(items.get(right))) {
                child = right;
            }
            swap(position, child);
            position = child;
            child = 2 * position + 1;
        }
        lift(start, position);
    }

    private void lift(int start, int from) {
        int position = from;
        while (position > start) {
            int parent = (position - 1) / 2;
            if (!items.get(position).before(items.get(parent))) {
                return;
            }
            swap(position, parent);
            position = parent;
        }
    }

    private void swap(int a, int b) {
        Ticket held = items.get(a);
        items.set(a, items.get(b));
        items.set(b, held);
    }
}
