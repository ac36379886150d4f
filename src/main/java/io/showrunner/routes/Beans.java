package io.showrunner.routes;

import io.showrunner.assemble.Knobs;
import io.showrunner.assemble.SceneMarkers;
import io.showrunner.assemble.StoryAssembler;
import io.showrunner.brief.BriefIntake;
import io.showrunner.brief.BriefReader;
import io.showrunner.brief.InboxFiles;
import io.showrunner.brief.KeyframeIntake;
import io.showrunner.brief.StoryProgress;
import io.showrunner.brief.UploadedKeyframes;
import io.showrunner.broker.Broker;
import io.showrunner.broker.DeadLetters;
import io.showrunner.broker.FailedMessages;
import io.showrunner.broker.LetterRecords;
import io.showrunner.broker.QueueMessages;
import io.showrunner.broker.QueueRoom;
import io.showrunner.callback.Callbacks;
import io.showrunner.config.Settings;
import io.showrunner.film.Deliveries;
import io.showrunner.fleet.Fleet;
import io.showrunner.fleet.FleetProbes;
import io.showrunner.fleet.MemoryWatch;
import io.showrunner.fleet.NodeCatalogues;
import io.showrunner.fleet.SocketWatch;
import io.showrunner.fleet.VramLadder;
import io.showrunner.forecast.Forecast;
import io.showrunner.frames.FrameCollector;
import io.showrunner.health.DiskWatch;
import io.showrunner.health.HealthCheck;
import io.showrunner.health.HealthReport;
import io.showrunner.health.HealthReports;
import io.showrunner.render.Congestion;
import io.showrunner.render.FailureFolder;
import io.showrunner.render.MemoryNeeds;
import io.showrunner.render.MemorySamples;
import io.showrunner.render.PromptFollowers;
import io.showrunner.render.RenderJobs;
import io.showrunner.render.SceneAdmission;
import io.showrunner.render.SceneCache;
import io.showrunner.render.SceneDispatcher;
import io.showrunner.render.SceneRenderer;
import io.showrunner.render.WarmUp;
import io.showrunner.render.WorkflowTemplates;
import io.showrunner.retention.Retention;
import io.showrunner.retention.StoryRemoval;
import io.showrunner.story.BriefTurns;
import io.showrunner.story.FairTurns;
import io.showrunner.story.SceneOrder;
import io.showrunner.story.SentScenes;
import io.showrunner.story.StageHolds;
import io.showrunner.story.StoryControl;
import io.showrunner.story.StoryStore;
import io.showrunner.story.UnfinishedWork;
import io.showrunner.telemetry.NvidiaSmi;
import io.showrunner.trace.StoryTraces;
import io.showrunner.web.HealthRoutes;
import io.showrunner.writer.LlmCapabilities;
import io.showrunner.writer.ParkedStories;
import io.showrunner.writer.PromptCache;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.camel.main.Main;

/** The decisions that the routes call by name: each bean is its class in lower camel case. */
final class Beans {
    private final Settings settings;
    private final StoryStore store;
    private final FleetParts servers;
    private final Fleet fleet;
    private final Broker broker;
    private final DeadLetters deadLetters;
    private final DiskWatch disk;
    private final boolean simulation;
    private final Clock clock = Clock.systemUTC();
    private Forecast forecast;

    /** @param simulation true when simulators stand in for the servers; every document of a story says so then */
    Beans(
            Settings settings,
            StoryStore store,
            FleetParts servers,
            Broker broker,
            DeadLetters deadLetters,
            DiskWatch disk,
            boolean simulation) {
        this.simulation = simulation;
        this.settings = settings;
        this.store = store;
        this.servers = servers;
        this.fleet = servers.fleet();
        this.broker = broker;
        this.deadLetters = deadLetters;
        this.disk = disk;
    }

    /** Makes all beans and gives them their names. */
    void bindTo(
            Main camel,
            InstanceSockets sockets,
            PromptFollowers followers,
            FrameLooks looks,
            Pause pause,
            StageHolds holds) {
        WorkflowTemplates templates = new WorkflowTemplates(settings.workflow());
        KeyframeIntake keyframes = new KeyframeIntake(store, List.of(settings.home(), settings.inbox()));
        BriefIntake briefIntake = new BriefIntake(store, keyframes, clock);
        InboxFiles inboxFiles = new InboxFiles(settings.inbox(), clock);
        camel.bind("pause", pause);
        OpenReplies transfers = new OpenReplies(pause::isClosed);
        pause.onClose(transfers::giveUpAll);
        camel.bind("fileBounds", new FileBounds(settings.scene().frameWaitTimeout(), transfers));
        camel.bind(
                "briefReader",
                new BriefReader(
                        settings.home().resolve("config/schemas/brief.schema.json"),
                        templates::names,
                        templates::takesKeyframe,
                        settings.brief().maxSize()));
        camel.bind("briefIntake", briefIntake);
        camel.bind("uploadedKeyframes", new UploadedKeyframes(settings.inbox(), clock));
        camel.bind("inboxFiles", inboxFiles);
        camel.bind("storyProgress", new StoryProgress(store, inboxFiles));
        camel.bind("queueMessages", new QueueMessages());
        camel.bind("queueRoom", new QueueRoom(broker, settings.scene().queueDepth()));
        FairTurns turns = new FairTurns(store);
        camel.bind("sentScenes", new SentScenes(store, turns));
        camel.bind("briefTurns", new BriefTurns(store, turns));
        camel.bind("storyControl", new StoryControl(store, new SceneOrder(store, turns, clock), clock));
        UnfinishedWork unfinishedWork = new UnfinishedWork(store);
        camel.bind("unfinishedWork", unfinishedWork);
        LongSupplier queued = () -> broker.depth(Broker.BRIEFS);
        LlmCapabilities capabilities = LlmCapabilities.in(settings, simulation);
        PromptCache prompts =
                WriterParts.bindTo(camel, settings, store, briefIntake, turns, capabilities, pause, simulation, clock);
        StoryTraces traces = TraceParts.bindTo(camel, settings.traces(), store, clock);
        ParkedStories parked = LlmOutageParts.bindTo(camel, settings, store, queued, capabilities, clock);
        LongSupplier waiting = () -> queued.getAsLong() + parked.count();
        int depth = settings.brief().queueDepth();
        camel.bind("inboxGate", new InboxGate(waiting, depth, inboxFiles::waiting));
        camel.bind("briefRoom", new BriefRoom(waiting, depth));
        RenderJobs jobs = new RenderJobs(store, templates, settings.workflow().values(), sockets::clientId, clock);
        camel.bind("failureFolder", new FailureFolder(store, jobs));
        SceneCache scenes = KeptScenes.bindTo(camel, settings, store, jobs, disk, simulation, clock);
        camel.bind("caches", new Caches(prompts, scenes));
        SceneDispatcher sceneDispatcher = new SceneDispatcher(
                store,
                jobs,
                fleet,
                new NodeCatalogues(fleet, clock),
                followers,
                servers.rate(),
                settings.scene(),
                clock,
                System::nanoTime);
        if (settings.cluster().isAlone()) {
            sceneDispatcher.claim(unfinishedWork.scenes());
        }
        camel.bind("sceneDispatcher", sceneDispatcher);
        bindMemory(camel, followers, templates);
        forecast = Forecasts.of(settings, store, fleet, holds, templates, followers);
        camel.bind("forecast", forecast);
        camel.bind("backpressure", servers.backpressure());
        camel.bind("cards", servers.cards());
        camel.bind("congestion", new Congestion(fleet, servers.backpressure(), System::nanoTime));
        camel.bind(
                "sceneRenderer",
                new SceneRenderer(
                        store,
                        jobs,
                        fleet,
                        servers.gpus().accounts(),
                        looks.early()::written,
                        settings.scene(),
                        clock));
        camel.bind("frameLooks", looks);
        camel.bind("earlyFrames", looks.early());
        camel.bind("outputFolder", looks.folderOf("none"));
        FrameCollector frames =
                new FrameCollector(store, looks.early(), settings.scene(), fleet::find, clock, System::nanoTime);
        camel.bind("frameCollector", frames);
        camel.bind("frameTransfers", frames.transfers());
        camel.bind("keyframeForm", new KeyframeForm());
        camel.bind("diskWatch", disk);
        Supplier<HealthReport> check = () -> new HealthCheck(settings, clock, false).run();
        camel.bind("healthReports", new HealthReports(check, settings.data().resolve("health-report.json")));
        camel.configure().addRoutesBuilder(new HealthRoutes(check));
        camel.bind("logContext", new LogContext(traces::traceId));
        camel.bind("fleetProbes", new FleetProbes(fleet, servers.backpressure(), servers.contacts(), System::nanoTime));
        camel.bind("socketWatch", new SocketWatch(fleet, servers.contacts()));
        SceneMarkers markers = new SceneMarkers(store);
        StoryAssembler assembler = new StoryAssembler(store, clock, Knobs.of(settings), simulation);
        StoryRemoval removal = new StoryRemoval(store, assembler, markers, briefIntake);
        removal.emptyTrash();
        FilmParts.bindTo(camel, settings, store, pause, simulation);
        camel.bind("deliveries", new Deliveries(store, assembler::isDeliveryDue, clock));
        Callbacks callbacks = CallbackParts.bindTo(camel, settings, store, assembler::isSettled, clock);
        camel.bind("sceneMarkers", markers);
        camel.bind("storyAssembler", assembler);
        camel.bind("storyRemoval", removal);
        camel.bind("retention", new Retention(store, removal, settings.upkeep(), callbacks::isOpen, clock));
        camel.bind("markerList", new MarkerNames());
        camel.bind("deadLetters", deadLetters);
        camel.bind("failedMessages", new FailedMessages(deadLetters, settings.stories(), clock));
        camel.bind("letterRecords", new LetterRecords(store, clock));
    }

    /** Made by {@link #bindTo}. */
    Forecast forecast() {
        return forecast;
    }

    private void bindMemory(Main camel, PromptFollowers followers, WorkflowTemplates templates) {
        VramLadder ladder = servers.ladder();
        camel.bind("vramLadder", ladder);
        camel.bind(
                "nvidiaSmi",
                new NvidiaSmi(
                        settings.memory().smi(), fleet::find, Objects.requireNonNullElse(System.getenv("PATH"), "")));
        camel.bind("memoryWatch", new MemoryWatch(fleet, ladder));
        camel.bind("warmUp", new WarmUp(templates, fleet, settings.memory().warmUp()));
        camel.bind(
                "memorySamples",
                new MemorySamples(
                        store, templates, followers, fleet, settings.memory().samples(), clock));
        camel.bind(
                "sceneAdmission",
                new SceneAdmission(
                        new MemoryNeeds(
                                store,
                                templates,
                                settings.fleet().minAvailableVram(),
                                settings.memory().downgrade()),
                        fleet,
                        ladder,
                        servers.cards()::warning,
                        clock));
    }
}
