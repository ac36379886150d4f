package io.showrunner.frames;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Work dealt out like cards. */
final class FrameLanes {
    private FrameLanes() {}

    /** As many lists as there may be, none of them empty; each in the order of the whole. */
    static <T> List<List<T>> deal(List<T> all, int most) {
        List<List<T>> lanes = IntStream.range(0, Math.min(most, all.size()))
                .<List<T>>mapToObj(lane -> new ArrayList<>())
                .toList();
        for (int i = 0; i < all.size(); i++) {
            lanes.get(i % lanes.size()).add(all.get(i));
        }
        return lanes;
    }
}
