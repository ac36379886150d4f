package io.showrunner.card;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Briefs that come at random, each with its scenes, and scenes that come by themselves, as a retry does. Times in seconds. */
record Mix(List<Job> briefs, List<Job> scenes) {
    /**
     * Something to be done.
     *
     * @param brief place of the brief that a scene belongs to; -1 for a scene by itself and for a brief
     * @param arrival of a brief, or of a scene by itself
     * @param seconds that it takes
     */
    record Job(int brief, int arrival, int seconds) {}

    static Mix random(long seed) {
        Random random = new Random(seed);
        int span = random.nextInt(60, 900);
        List<Job> briefs = new ArrayList<>();
        List<Integer> arrivals = new ArrayList<>(IntStream.range(0, random.nextInt(1, 7))
                .mapToObj(i -> random.nextInt(span))
                .toList());
        Collections.sort(arrivals);
        arrivals.forEach(arrival -> briefs.add(new Job(-1, arrival, random.nextInt(10, 60))));
        Stream<Job> ofBriefs = IntStream.range(0, briefs.size()).boxed().flatMap(brief -> IntStream.range(
                        0, random.nextInt(1, 4))
                .mapToObj(i -> new Job(brief, briefs.get(brief).arrival(), random.nextInt(20, 130))));
        Stream<Job> alone = IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> new Job(-1, random.nextInt(span), random.nextInt(20, 130)));
        return new Mix(briefs, Stream.concat(ofBriefs, alone).toList());
    }
}
