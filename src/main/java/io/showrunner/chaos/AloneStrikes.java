package io.showrunner.chaos;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The one application, a server, or both. */
final class AloneStrikes implements Strikes {
    private static final int LONGEST_ABSENCE_MILLIS = 1_500;

    /** How often a start is left to itself, so that the next kill may hit it half-way. */
    private static final int ONE_START_IN = 5;

    private final ProcessStudio studio;
    private final Random random;
    private int kills;
    private int appKills;
    private int serverKills;

    AloneStrikes(ProcessStudio studio, Random random) {
        this.studio = studio;
        this.random = random;
    }

    @Override
    public List<Application> applications() {
        return List.of(studio.application());
    }

    @Override
    public void startAll() throws InterruptedException {
        studio.application().start();
    }

    @Override
    public void strike(Consumer<String> narrator) throws InterruptedException {
        int dice = random.nextInt(10);
        boolean app = dice < 7;
        boolean server = dice >= 5;
        SimulatedServer gpu = studio.gpu(random.nextInt(studio.gpus().size()));
        int absence = random.nextInt(LONGEST_ABSENCE_MILLIS);
        narrator.accept("%s%s%s, back after %d ms"
                .formatted(
                        app ? "the application" : "", app && server ? " and " : "", server ? gpu.name() : "", absence));
        kills++;
        if (server) {
            gpu.kill();
            serverKills++;
        }
        if (app) {
            studio.application().kill();
            appKills++;
        }
        TimeUnit.MILLISECONDS.sleep(absence);
        gpu.start();
        studio.application().launch();
        if (random.nextInt(ONE_START_IN) > 0) {
            studio.application().start();
        }
    }

    @Override
    public Map<String, String> figures() {
        return Map.of("kills", "%d (application %d, servers %d)".formatted(kills, appKills, serverKills));
    }

    @Override
    public List<Finding> findings() {
        return List.of();
    }
}
