package io.showrunner.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A node, a server, both, or something else that they need; while a node is dead it is measured how long nobody does what it
 * did.
 */
final class ClusterStrikes implements Strikes {
    private static final Duration LONGEST_TAKEOVER = Duration.ofSeconds(15);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(40);
    private static final int LONGEST_ABSENCE_MILLIS = 6_000;
    /** Of a disturbance: longer than a broker keeps what a silent client has. */
    private static final int LONGEST_DISTURBANCE_MILLIS = 25_000;

    private static final long LOOK_MILLIS = 100;

    private final ProcessStudio studio;
    private final List<Disturbance> disturbances;
    private final Random random;
    private final Map<String, Integer> kills = new TreeMap<>();
    private final List<Duration> leaders = new ArrayList<>();
    private final List<Duration> servers = new ArrayList<>();
    private final List<String> late = new ArrayList<>();

    ClusterStrikes(ProcessStudio studio, List<Disturbance> disturbances, Random random) {
        this.studio = studio;
        this.disturbances = List.copyOf(disturbances);
        this.random = random;
    }

    @Override
    public List<Application> applications() {
        return studio.nodes();
    }

    @Override
    public void startAll() throws InterruptedException {
        studio.nodes().forEach(Application::launch);
        for (Application node : studio.nodes()) {
            node.awaitReady();
        }
    }

    @Override
    public void strike(Consumer<String> narrator) throws InterruptedException {
        int dice = random.nextInt(10);
        SimulatedServer gpu = studio.gpu(random.nextInt(studio.gpus().size()));
        Application node = studio.nodes().get(random.nextInt(studio.nodes().size()));
        if (dice < 2 && !disturbances.isEmpty()) {
            disturb(disturbances.get(random.nextInt(disturbances.size())), narrator);
        } else if (dice < 4) {
            killServer(gpu, narrator);
            TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_ABSENCE_MILLIS));
        } else {
            if (dice == 4) {
                killServer(gpu, narrator);
            }
            kill(node, dice < 8, narrator);
        }
        gpu.start();
    }

    private void disturb(Disturbance disturbance, Consumer<String> narrator) throws InterruptedException {
        narrator.accept(disturbance.kind());
        count(disturbance.kind());
        disturbance.begin();
        TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_DISTURBANCE_MILLIS));
        disturbance.end();
    }

    private void killServer(SimulatedServer gpu, Consumer<String> narrator) throws InterruptedException {
        narrator.accept("server " + gpu.name());
        count("a server");
        gpu.kill();
    }

    private void kill(Application node, boolean hard, Consumer<String> narrator) throws InterruptedException {
        Set<String> duties = Duties.of(node);
        String kind = (duties.contains(Duties.TO_LEAD) ? "the leader" : "another node") + (hard ? "" : ", by SIGTERM");
        narrator.accept(kind + ", node " + node.name() + " with " + duties);
        count(kind);
        if (hard) {
            node.kill();
        } else {
            node.stop(LONGEST_STOP);
        }
        awaitTakeover(node, duties);
        TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_ABSENCE_MILLIS));
        node.launch();
        node.awaitReady();
    }

    private void awaitTakeover(Application gone, Set<String> duties) throws InterruptedException {
        long begun = System.nanoTime();
        Duration took = Duration.ZERO;
        Set<String> missing = duties;
        while (!missing.isEmpty() && took.compareTo(LONGEST_TAKEOVER) <= 0) {
            Set<String> still = Duties.missing(missing, studio.nodes());
            took = Duration.ofNanos(System.nanoTime() - begun);
            for (String duty : missing) {
                if (!still.contains(duty)) {
                    (duty.equals(Duties.TO_LEAD) ? leaders : servers).add(took);
                }
            }
            missing = still;
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        if (!missing.isEmpty()) {
            late.add(missing + " of node " + gone.name());
        }
    }

    private void count(String kind) {
        kills.merge(kind, 1, Integer::sum);
    }

    @Override
    public Map<String, String> figures() {
        Map<String, String> figures = new LinkedHashMap<>();
        figures.put(
                "nodes, servers", studio.nodes().size() + ", " + studio.gpus().size());
        kills.forEach((kind, times) -> figures.put("killed: " + kind, times.toString()));
        figures.put("takeovers of the lead", summary(leaders));
        figures.put("takeovers of a server", summary(servers));
        return figures;
    }

    private static String summary(List<Duration> durations) {
        List<Duration> sorted = durations.stream().sorted().toList();
        return sorted.isEmpty()
                ? "0"
                : "%d, median %.1f s, longest %.1f s"
                        .formatted(
                                sorted.size(),
                                seconds(sorted.get(sorted.size() / 2)),
                                seconds(sorted.get(sorted.size() - 1)));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    @Override
    public List<Finding> findings() {
        return List.of(new Finding(
                "what a dead node did is done by others within " + LONGEST_TAKEOVER.toSeconds() + " s", late));
    }
}
