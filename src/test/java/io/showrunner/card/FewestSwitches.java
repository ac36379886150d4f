package io.showrunner.card;

import io.showrunner.card.Mix.Job;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The fewest changes of hands that any schedule of a mix needs, also one that knows what will come. A schedule does one thing
 * at a time and finishes what it began; writes briefs in the order in which they came, and a scene only after its brief;
 * never leaves the card idle while there is something to do; gives the card up once the other side has waited for the
 * patience and what is in hand is done, which is one story, or the prompt that runs and the one behind it. When it may choose,
 * all choices are tried.
 */
final class FewestSwitches {
    private static final int HANDOVER_SECONDS = 1;

    private final Mix mix;
    private final int patience;

    /** The card has just been given to a side. */
    private record Turn(boolean llm, int time, int written, long rendered) {}

    private FewestSwitches(Mix mix, int patience) {
        this.mix = mix;
        this.patience = patience;
    }

    static int of(Mix mix, int patience) {
        return new FewestSwitches(mix, patience).search();
    }

    private int search() {
        Set<Turn> turns = firstTurns();
        for (int switches = 0; ; switches++) {
            Set<Turn> following = new HashSet<>();
            for (Turn turn : turns) {
                if (play(turn, following)) {
                    return switches;
                }
            }
            turns = following;
        }
    }

    private Set<Turn> firstTurns() {
        Set<Turn> first = new HashSet<>();
        int time = nextArrival(-1);
        for (boolean llm : new boolean[] {true, false}) {
            if (next(llm, time, 0, 0) >= 0) {
                first.add(new Turn(llm, time, 0, 0));
            }
        }
        return first;
    }

    /** Plays the turn as long as it may last and adds every turn that may follow; true when everything is done in it. */
    private boolean play(Turn turn, Set<Turn> following) {
        int time = turn.time();
        int written = turn.written();
        long rendered = turn.rendered();
        int otherSince = -1;
        boolean last = false;
        while (written < mix.briefs().size()
                || Long.bitCount(rendered) < mix.scenes().size()) {
            int own = next(turn.llm(), time, written, rendered);
            boolean other = next(!turn.llm(), time, written, rendered) >= 0;
            if (other) {
                otherSince = otherSince < 0 ? Math.max(turn.time(), readySince(turn, time, written)) : otherSince;
                following.add(new Turn(!turn.llm(), time + HANDOVER_SECONDS, written, rendered));
            }
            boolean over = other && time - otherSince >= patience;
            if (other && (own < 0 || (over && (turn.llm() || last)))) {
                return false;
            }
            last = over;
            if (own < 0) {
                time = nextArrival(time);
            } else if (turn.llm()) {
                time += mix.briefs().get(written++).seconds();
            } else {
                time += mix.scenes().get(own).seconds();
                rendered |= 1L << own;
            }
        }
        return true;
    }

    /** Since when the side that waits has had something to do; noticed late it counts from its arrival all the same. */
    private int readySince(Turn turn, int time, int written) {
        if (turn.llm()) {
            return mix.scenes().stream()
                    .filter(scene -> scene.brief() < 0 && scene.arrival() <= time)
                    .mapToInt(Job::arrival)
                    .filter(arrival -> arrival > turn.time())
                    .min()
                    .orElse(time);
        }
        return mix.briefs().get(written).arrival();
    }

    /** The next thing that the side can do; negative when there is none yet. */
    private int next(boolean llm, int time, int written, long rendered) {
        if (llm) {
            return written < mix.briefs().size() && mix.briefs().get(written).arrival() <= time ? written : -1;
        }
        for (int i = 0; i < mix.scenes().size(); i++) {
            Job scene = mix.scenes().get(i);
            boolean ready = scene.brief() >= 0 ? scene.brief() < written : scene.arrival() <= time;
            if (ready && (rendered & 1L << i) == 0) {
                return i;
            }
        }
        return -1;
    }

    private int nextArrival(int after) {
        return Stream.concat(mix.briefs().stream(), mix.scenes().stream().filter(scene -> scene.brief() < 0))
                .mapToInt(Job::arrival)
                .filter(arrival -> arrival > after)
                .min()
                .orElseThrow();
    }
}
