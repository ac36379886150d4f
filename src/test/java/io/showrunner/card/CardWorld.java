package io.showrunner.card;

import io.showrunner.card.Mix.Job;
import io.showrunner.config.CardSettings;
import io.showrunner.config.FleetSettings.Strategy;
import io.showrunner.config.Settings.InstanceSettings;
import io.showrunner.config.Settings.ProviderSettings;
import io.showrunner.fleet.Backpressures;
import io.showrunner.fleet.Contacts;
import io.showrunner.fleet.Fleet;
import io.showrunner.fleet.FleetProbes;
import io.showrunner.fleet.Lease;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A card of 24 GB, a language model of 14 GB and a ComfyUI server whose models take 12 GB, second by second. Does with
 * {@link Cards} what the routes do: one story is written at a time, two prompts are on the server.
 */
final class CardWorld implements Backlog {
    private static final int TOTAL_MB = 24_564;
    private static final int OTHERS_MB = 420;
    private static final int LLM_MB = 14_000;
    private static final int DIFFUSION_MB = 12_000;
    private static final String GPU = "gpu0";
    private static final String LLM = "ollama";
    private static final int LONGEST = 100_000;

    private final Mix mix;
    private final Fleet fleet;
    private final Cards cards;
    private final FleetProbes probes;
    private final List<String> outOfMemory = new ArrayList<>();
    private final Deque<Integer> briefs = new ArrayDeque<>();
    private final Deque<Job> scenes = new ArrayDeque<>();
    private final Deque<Job> posted = new ArrayDeque<>();
    private final Deque<Lease> leases = new ArrayDeque<>();
    private int now;
    private int llmMb;
    private int diffusionMb;
    private LlmTurn turn;
    private int writtenAt = -1;
    private int renderedAt = -1;
    private boolean freeAsked;
    private boolean modelStays;
    private int storiesDone;
    private int scenesDone;
    private int llmWaitsSince = -1;
    private int scenesWaitSince = -1;
    private int longestWait;

    /** What came of a mix. */
    record Result(long switches, List<String> outOfMemory, int longestWait, String warning, boolean isDone) {}

    CardWorld(Mix mix, int patienceSeconds) {
        this.mix = mix;
        InstanceSettings instance = new InstanceSettings(GPU, URI.create("http://127.0.0.1:8188"), 2, null);
        ProviderSettings provider =
                new ProviderSettings(LLM, URI.create("http://127.0.0.1:11434/v1/chat/completions"), "mistral", null);
        fleet = new Fleet(List.of(instance), Strategy.LEAST_LOADED, Clock.systemUTC());
        CardSettings settings = new CardSettings(
                Map.of(LLM, GPU),
                Duration.ofSeconds(patienceSeconds),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                null);
        cards = new Cards(
                List.of(provider),
                settings,
                fleet,
                this,
                () -> Duration.ofSeconds(now).toNanos(),
                event -> {});
        probes = new FleetProbes(fleet, Backpressures.shipped(fleet), new Contacts(System::nanoTime), System::nanoTime);
        probe();
    }

    static Result play(Mix mix, int patienceSeconds) throws InterruptedException {
        return new CardWorld(mix, patienceSeconds).play();
    }

    /** The language model stays in memory whatever it is told. */
    static Result playWithAModelThatStays(Mix mix, int patienceSeconds) throws InterruptedException {
        CardWorld world = new CardWorld(mix, patienceSeconds);
        world.modelStays = true;
        return world.play();
    }

    private Result play() throws InterruptedException {
        while (!isDone() && now < LONGEST) {
            second();
        }
        return new Result(
                cards.switches(GPU),
                outOfMemory,
                longestWait,
                cards.warning(GPU).orElse(""),
                isDone());
    }

    private boolean isDone() {
        return storiesDone == mix.briefs().size() && scenesDone == mix.scenes().size();
    }

    private void second() throws InterruptedException {
        finish();
        arrive();
        for (SharedCard card : cards.due()) {
            handOver(card);
        }
        write();
        render();
        noteWaits();
        now++;
    }

    private void finish() {
        if (turn != null && now == writtenAt) {
            cards.end(turn);
            turn = null;
            int brief = briefs.remove();
            storiesDone++;
            mix.scenes().stream().filter(scene -> scene.brief() == brief).forEach(scenes::add);
        }
        if (!posted.isEmpty() && now == renderedAt) {
            posted.remove();
            fleet.release(leases.remove());
            scenesDone++;
            renderedAt = -1;
        }
    }

    private void arrive() {
        for (int i = 0; i < mix.briefs().size(); i++) {
            if (mix.briefs().get(i).arrival() == now) {
                briefs.add(i);
            }
        }
        mix.scenes().stream()
                .filter(scene -> scene.brief() < 0 && scene.arrival() == now)
                .forEach(scenes::add);
    }

    private void handOver(SharedCard card) {
        for (String provider : card.providers()) {
            ModelLook look = cards.look(provider);
            cards.answered(
                    look, 200, llmMb == 0 ? "{\"models\": []}" : "{\"models\": [{\"name\": \"mistral:latest\"}]}");
        }
        cards.judge(card, probe());
        freeAsked |= card.wantsFree();
        if (!card.unloads().isEmpty() && !modelStays) {
            llmMb = 0;
        }
    }

    private void write() {
        if (turn == null && !briefs.isEmpty()) {
            turn = cards.ask(LLM);
            writtenAt = -1;
        }
        if (turn != null && writtenAt < 0 && !turn.isWaiting()) {
            llmMb = take("the language model", llmMb, LLM_MB);
            writtenAt = now + mix.briefs().get(briefs.element()).seconds();
        }
    }

    private void render() throws InterruptedException {
        while (!scenes.isEmpty()) {
            Optional<Lease> lease = fleet.lease("svd", Duration.ZERO, Set.of());
            if (lease.isEmpty()) {
                break;
            }
            fleet.follow(GPU, true);
            leases.add(lease.get());
            posted.add(scenes.remove());
        }
        if (renderedAt < 0 && freeAsked) {
            diffusionMb = 0;
            freeAsked = false;
        }
        if (renderedAt < 0 && !posted.isEmpty()) {
            diffusionMb = take("ComfyUI", diffusionMb, DIFFUSION_MB);
            renderedAt = now + posted.element().seconds();
        }
    }

    private int take(String who, int has, int wants) {
        if (freeMb() < wants - has) {
            outOfMemory.add(who + " at " + now + " s: " + freeMb() + " MB free");
        }
        return wants;
    }

    private int freeMb() {
        return TOTAL_MB - OTHERS_MB - llmMb - diffusionMb;
    }

    private void noteWaits() {
        boolean llmWaits = turn != null && writtenAt < 0;
        boolean scenesWait = !scenes.isEmpty() && posted.isEmpty();
        llmWaitsSince = !llmWaits ? -1 : llmWaitsSince < 0 ? now : llmWaitsSince;
        scenesWaitSince = !scenesWait ? -1 : scenesWaitSince < 0 ? now : scenesWaitSince;
        longestWait = Math.max(longestWait, llmWaits ? now - llmWaitsSince : 0);
        longestWait = Math.max(longestWait, scenesWait ? now - scenesWaitSince : 0);
    }

    /** The server is asked how it is; its words about its memory. */
    private String probe() {
        String stats =
                "{\"system\": {\"comfyui_version\": \"0.3.64\"}, \"devices\": [{\"type\": \"cuda\", \"index\": 0,"
                        + " \"vram_total\": %d, \"vram_free\": %d, \"torch_vram_total\": %d, \"torch_vram_free\": 0}]}"
                                .formatted(bytes(TOTAL_MB), bytes(Math.max(0, freeMb())), bytes(diffusionMb));
        probes.answered(GPU, stats, "{\"exec_info\": {\"queue_remaining\": " + posted.size() + "}}");
        return stats;
    }

    private static long bytes(int megabytes) {
        return (long) megabytes << 20;
    }

    @Override
    public int scenes() {
        return scenes.size() + posted.size();
    }

    @Override
    public int briefs() {
        return briefs.size();
    }
}
