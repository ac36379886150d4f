package io.showrunner.capacity;

import io.showrunner.capacity.Plan.Estimate;
import io.showrunner.capacity.SceneTimes.Basis;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/** How many GPUs a load needs, how long it takes, and whether the language model holds them up. */
public final class Planner {
    private static final double HOUR = 3600;
    private static final String BACKLOG = "list scheduling (Graham 1969), its last round by Hartley and David (1954)";
    private static final String ARRIVALS =
            "M/G/c by Allen and Cunneen on Erlang C (Allen 1990, Whitt 1993), a story's scenes arriving together";

    private final String name;
    private final CapacityProfile profile;
    private final int minFree;
    private final Measured measured;
    private final LanguageModel llm;

    /**
     * A planner for one installation.
     *
     * @param name of the profile
     * @param minFree MB of video memory that stay free
     * @param concurrent requests that a language model server gets at the same time
     * @param requestsPerStory answers that a story of so many scenes takes
     */
    public Planner(
            String name,
            CapacityProfile profile,
            int minFree,
            Measured measured,
            int concurrent,
            IntUnaryOperator requestsPerStory) {
        this.name = name;
        this.profile = profile;
        this.minFree = minFree;
        this.measured = measured;
        this.llm = LanguageModel.of(profile.llm(), measured, concurrent, requestsPerStory);
    }

    /**
     * Plans.
     *
     * @throws IllegalArgumentException when it cannot be, with one sentence
     */
    public Plan plan(Wish wish) {
        int perGpu = wish.perGpu() == null ? profile.gpu().concurrentScenes() : wish.perGpu();
        profile.gpu().refuseMoreThanFit(perGpu, minFree);
        return new Plan(
                name,
                wish,
                profile.gpus(),
                profile.maxInstances(),
                profile.gpu().arithmetic(minFree),
                wish.isBacklog() ? BACKLOG : ARRIVALS,
                times().stream().map(times -> estimate(wish, perGpu, times)).toList(),
                llm.plan(wish),
                Frames.plan(profile, measured, wish));
    }

    /** Every basis there is, the one to go by first. */
    private List<SceneTimes> times() {
        List<SceneTimes> all = new ArrayList<>();
        measured.dependableTimes().ifPresent(all::add);
        all.add(SceneTimes.of(Basis.REFERENCE, profile.scene().referenceSeconds()));
        all.add(SceneTimes.of(Basis.EXPECTED, profile.scene().expectedSeconds()));
        return all;
    }

    private Estimate estimate(Wish wish, int perGpu, SceneTimes times) {
        return wish.isBacklog() ? backlog(wish, perGpu, times) : arrivals(wish, perGpu, times);
    }

    private Estimate backlog(Wish wish, int perGpu, SceneTimes times) {
        Integer needed = wish.within() == null ? null : fewestWithin(wish, perGpu, times);
        int gpus = gpus(wish, needed, perGpu);
        Makespan rendering = Makespan.of(wish.scenes(), gpus * perGpu, times);
        double lastStory = Makespan.of(Math.min(wish.scenesPerStory(), wish.scenes()), gpus * perGpu, times)
                .expected();
        double writtenFirst = llm.storySeconds(wish.scenesPerStory()) + rendering.expected();
        double writtenLast = llm.writing(wish, llm.servers()) + lastStory;
        return new Estimate(
                times,
                needed,
                isMore(needed, perGpu),
                gpus,
                gpus * perGpu * HOUR / times.seconds(),
                wish.written() ? rendering.expected() : Math.max(writtenFirst, writtenLast),
                rendering.least(),
                rendering.most(),
                null,
                rendering.waiting(),
                null,
                wish.written()
                        ? null
                        : fewest(
                                "language model servers",
                                servers -> llm.writing(wish, servers) + lastStory <= writtenFirst),
                !wish.written() && writtenLast > writtenFirst ? "llm" : "gpu");
    }

    private int fewestWithin(Wish wish, int perGpu, SceneTimes times) {
        double seconds = wish.within().toMillis() / 1000.0;
        if (seconds < times.seconds()) {
            throw new IllegalArgumentException("One scene takes %.0f s, so no number of GPUs is done within %.0f s."
                    .formatted(times.seconds(), seconds));
        }
        return fewest(
                "GPUs", gpus -> Makespan.of(wish.scenes(), gpus * perGpu, times).expected() <= seconds);
    }

    private Estimate arrivals(Wish wish, int perGpu, SceneTimes times) {
        double perHour = wish.storiesPerHour() * wish.scenesPerStory();
        double patience = wish.maxWait().toMillis() / 1000.0;
        int needed = fewest(
                "GPUs", each -> new WaitingLine(each * perGpu, perHour, wish.scenesPerStory()).wait(times) <= patience);
        int gpus = gpus(wish, needed, perGpu);
        WaitingLine line = new WaitingLine(gpus * perGpu, perHour, wish.scenesPerStory());
        double possible = gpus * perGpu * HOUR / times.seconds();
        return new Estimate(
                times,
                needed,
                isMore(needed, perGpu),
                gpus,
                possible,
                null,
                null,
                null,
                line.utilisation(times),
                Double.isInfinite(line.wait(times)) ? null : line.wait(times),
                perHour > possible ? perHour - possible : null,
                fewest("language model servers", servers -> llm.keepsUp(wish, servers, patience)),
                llm.keepsUp(wish, llm.servers(), patience) ? "gpu" : "llm");
    }

    /** What was said, else what is needed as far as the profile allows it, else what the profile has. */
    private int gpus(Wish wish, Integer needed, int perGpu) {
        if (wish.gpus() != null) {
            return wish.gpus();
        }
        return needed == null ? profile.gpus() : Math.min(needed, Math.max(1, profile.maxInstances() / perGpu));
    }

    private boolean isMore(Integer needed, int perGpu) {
        return needed != null && needed * perGpu > profile.maxInstances();
    }

    private static int fewest(String what, IntPredicate enough) {
        return IntStream.rangeClosed(1, Wish.MOST_GPUS)
                .filter(enough)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "That takes more than " + Wish.MOST_GPUS + " " + what + ", which is beyond this planner."));
    }
}
