package io.showrunner.routes;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.showrunner.brief.BriefIntake;
import io.showrunner.brief.UploadedKeyframes;
import io.showrunner.cache.LayeredCache;
import io.showrunner.cache.SingleFlight;
import io.showrunner.config.ApiKey;
import io.showrunner.config.CacheSettings;
import io.showrunner.config.Settings;
import io.showrunner.config.Settings.ProviderSettings;
import io.showrunner.llm.HealthUrl;
import io.showrunner.story.FairTurns;
import io.showrunner.story.StoryApprovals;
import io.showrunner.story.StoryStore;
import io.showrunner.writer.BudgetCheck;
import io.showrunner.writer.CachedStory;
import io.showrunner.writer.LlmCapabilities;
import io.showrunner.writer.PromptCache;
import io.showrunner.writer.RepairCounts;
import io.showrunner.writer.Replies;
import io.showrunner.writer.ReviewCounts;
import io.showrunner.writer.SceneEditor;
import io.showrunner.writer.SimilarStories;
import io.showrunner.writer.StoryRelease;
import io.showrunner.writer.StoryWriter;
import io.showrunner.writer.Storyboards;
import io.showrunner.writer.WritingDesk;
import io.showrunner.writer.WritingProgress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.spi.Registry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The beans of the chain that is asked for words, and their meters. */
final class WriterParts {
    private static final Logger LOG = LoggerFactory.getLogger(WriterParts.class);
    private static final String KEPT_STORIES = "keptStories";
    private static final String PROMPT_CACHE = "promptCache";
    private static final String SIMILAR_STORIES = "similarStories";
    private static final String REPAIRS = "repairCounts";
    private static final String REVIEWS = "reviewCounts";

    static final String PROGRESS = "writingProgress";

    static final String CHAT_CLIENT = "chatClient-";
    private static final String LIST_CLIENT = "listClient-";
    static final String MEMORY_CLIENT = "memoryClient-";

    private static final Duration LIST_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration MEMORY_TIMEOUT = Duration.ofSeconds(10);

    private WriterParts() {}

    /** The routes that each provider has of its own. */
    static void addRoutes(List<ProviderSettings> providers, TemplatedRoutes templated) {
        for (ProviderSettings provider : providers) {
            add(templated, "post-to-llm", provider.id(), provider.url(), CHAT_CLIENT);
            URI list = HealthUrl.of(provider.healthUrl(), provider.url());
            add(templated, "list-models", provider.id(), list, LIST_CLIENT);
        }
    }

    /** @param client name of the HTTP client's bean, without the provider's id */
    static void add(TemplatedRoutes templated, String template, String provider, URI url, String client) {
        templated.add(
                template,
                template + "-" + provider,
                Map.of("provider", provider, "url", url.toString(), "client", client + provider));
    }

    private static void bindClients(Main camel, Settings settings, Pause pause) {
        OpenReplies replies = new OpenReplies(pause::isClosed);
        pause.onClose(replies::giveUpAll);
        camel.bind("openReplies", replies);
        ReplyBounds chat = new ReplyBounds(settings.llm().timeout(), replies);
        ReplyBounds list = new ReplyBounds(LIST_TIMEOUT);
        ReplyBounds memory = new ReplyBounds(MEMORY_TIMEOUT);
        camel.bind("replyBounds", chat);
        camel.bind("listBounds", list);
        for (ProviderSettings provider : settings.llm().providers()) {
            ApiKey key = settings.credentials().of(provider.id());
            camel.bind(CHAT_CLIENT + provider.id(), new LlmClient(chat, key));
            camel.bind(LIST_CLIENT + provider.id(), new LlmClient(list, key));
            camel.bind(MEMORY_CLIENT + provider.id(), new LlmClient(memory, key));
        }
    }

    /** @param simulation true when a simulator writes: its words are kept apart from those of a model */
    static PromptCache bindTo(
            Main camel,
            Settings settings,
            StoryStore store,
            BriefIntake briefs,
            FairTurns turns,
            LlmCapabilities capabilities,
            Pause pause,
            boolean simulation,
            Clock clock) {
        new BudgetCheck(settings.llm(), capabilities).warnings().forEach(LOG::warn);
        WritingDesk desk = new WritingDesk(settings, capabilities, clock);
        camel.bind(REPAIRS, desk.repairs());
        camel.bind(PROGRESS, desk.progress());
        camel.bind("replies", new Replies());
        StoryRelease release = new StoryRelease(store, turns, clock);
        camel.bind("storyRelease", release);
        StoryWriter writer =
                new StoryWriter(store, briefs, desk, release, settings.llm().providers(), clock);
        StoryApprovals approvals =
                new StoryApprovals(store, turns, settings.approval().timeout(), clock);
        camel.bind("storyApprovals", approvals);
        camel.bind(
                "sceneEditor",
                new SceneEditor(approvals, briefs, settings.home().resolve("config/schemas")));
        camel.bind(
                "storyboards", new Storyboards(store, briefs, new UploadedKeyframes(settings.inbox(), clock), clock));
        camel.bind(REVIEWS, desk.reviews());
        camel.bind("storyWriter", writer);
        camel.bind(
                "providerFailures", new ProviderFailures(writer, settings.llm().lockWait()));
        bindClients(camel, settings, pause);
        CacheSettings cache = settings.cache();
        LayeredCache<CachedStory> stories = KeptStories.open(settings, simulation, clock);
        camel.bind(KEPT_STORIES, stories);
        SingleFlight flights = camel.lookup(ClusterParts.FLIGHTS, SingleFlight.class);
        PromptCache prompts = new PromptCache(cache, stories, flights, clock, System::nanoTime);
        camel.bind(PROMPT_CACHE, prompts);
        camel.bind(SIMILAR_STORIES, new SimilarStories(cache, stories));
        return prompts;
    }

    static void register(MeterRegistry meters, CamelContext context) {
        Registry beans = context.getRegistry();
        CacheHealth.register(
                context, meters, "prompt-cache", beans.lookupByNameAndType(KEPT_STORIES, LayeredCache.class));
        RepairMeters.register(meters, beans.lookupByNameAndType(REPAIRS, RepairCounts.class));
        RepairMeters.register(meters, beans.lookupByNameAndType(REVIEWS, ReviewCounts.class));
        LlmMeters.register(
                meters,
                beans.lookupByNameAndType(PROGRESS, WritingProgress.class).figures());
        PromptCache cache = beans.lookupByNameAndType(PROMPT_CACHE, PromptCache.class);
        gauge(
                meters,
                "llm.cache.hit.ratio",
                cache,
                PromptCache::hitRatio,
                "Share of looks that found the words, 0 to 1");
        gauge(meters, "showrunner.llm.cache.entries", cache, WriterParts::entries, "Stories that are kept");
        count(meters, "hits", cache, PromptCache::hits, "Looks into the prompt cache that found the words");
        count(meters, "misses", cache, PromptCache::misses, "Looks into the prompt cache that found nothing");
        count(
                meters,
                "lent",
                beans.lookupByNameAndType(SIMILAR_STORIES, SimilarStories.class),
                SimilarStories::lent,
                "Stories of another brief that stood in");
    }

    /** Not a number while nobody knows. */
    private static double entries(PromptCache cache) {
        OptionalInt entries = cache.stories().size();
        return entries.isPresent() ? entries.getAsInt() : Double.NaN;
    }

    private static <T> void gauge(
            MeterRegistry meters, String name, T object, ToDoubleFunction<T> value, String words) {
        Gauge.builder(name, object, value).description(words).register(meters);
    }

    private static <T> void count(
            MeterRegistry meters, String name, T object, ToDoubleFunction<T> value, String words) {
        FunctionCounter.builder("showrunner.llm.cache." + name, object, value)
                .description(words)
                .register(meters);
    }
}
