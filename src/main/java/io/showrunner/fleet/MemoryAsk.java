package io.showrunner.fleet;

import java.util.List;

/**
 * What a scene would take of an instance's memory.
 *
 * @param workflow its name
 * @param sizes in which the scene may be made, the wanted one first
 */
public record MemoryAsk(String workflow, List<Size> sizes) {

    /**
     * One size of the scene.
     *
     * @param name of the profile; empty for the size that was asked for
     * @param minimum MB that must be free
     */
    public record Size(String name, long minimum) {}

    /** Takes a copy of the list, which must not be empty. */
    public MemoryAsk {
        sizes = List.copyOf(sizes);
        if (sizes.isEmpty()) {
            throw new IllegalArgumentException("a scene has at least one size");
        }
    }

    Size wanted() {
        return sizes.get(0);
    }

    Size smallest() {
        return sizes.get(sizes.size() - 1);
    }
}
