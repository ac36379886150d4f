package io.showrunner.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.showrunner.config.FleetSettings.Strategy;
import io.showrunner.config.Settings.InboxSettings.Mode;
import io.showrunner.config.Settings.InstanceSettings;
import io.showrunner.config.Settings.ProviderSettings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsLoaderTest {
    @TempDir
    Path folder;

    private SettingsHome home;

    @BeforeEach
    void makeHome() {
        home = new SettingsHome(folder);
    }

    @Test
    void aHomeWithoutFilesHasTheShippedSettings() {
        Settings settings = home.load().settings();

        assertThat(settings.inbox()).isEqualTo(folder.resolve("inbox"));
        assertThat(settings.inboxWatch()).isEqualTo(new Settings.InboxSettings(Mode.QUIET, Duration.ofSeconds(2)));
        assertThat(settings.brief()).isEqualTo(new Settings.BriefSettings(256 * 1024, 1000));
        assertThat(settings.scene().maxWait()).isEqualTo(Duration.ofMinutes(10));
        assertThat(settings.scene().retryBudget()).isEqualTo(1);
        assertThat(settings.fleet())
                .isEqualTo(new FleetSettings(
                        Duration.ofSeconds(30),
                        3000,
                        5,
                        Strategy.LEAST_LOADED,
                        0,
                        new SaturationSettings(true, false, true, Duration.ofSeconds(10), Duration.ofMinutes(30))));
        assertThat(settings.instances())
                .containsExactly(new InstanceSettings("gpu0", URI.create("http://127.0.0.1:8188"), 2, null));
        assertThat(settings.llm().providers()).extracting(ProviderSettings::id).containsExactly("lm-studio", "ollama");
        assertThat(settings.workflow().folder()).isEqualTo(folder.resolve("config/workflows"));
        assertThat(settings.broker().url()).isEqualTo("embedded");
    }

    @Test
    void whatWorkflowsAreGivenIsLeftToThemUnlessItIsSaid() {
        assertThat(home.load().settings().workflow().values()).isEqualTo(WorkflowValues.none());

        home.system("showrunner.workflow.steps", "30")
                .system("showrunner.workflow.cfg", "3.5")
                .system("showrunner.workflow.motion-bucket-id", "90")
                .system("showrunner.workflow.checkpoint-image", "SD 1.5/film.safetensors")
                .environment("SHOWRUNNER_WORKFLOW_CHECKPOINT_SVD", "SVD\\svd_xt.safetensors");

        assertThat(home.load().settings().workflow().values())
                .isEqualTo(new WorkflowValues(30, 3.5, 90, "SD 1.5/film.safetensors", "SVD\\svd_xt.safetensors"));
    }

    @Test
    void theShippedSettingsGiveNoWarning() {
        assertThat(home.load().warnings()).isEmpty();
    }

    @Test
    void aStrongerSourceWins() {
        home.file("showrunner.comfyui.instances[0].url=http://a", "showrunner.http.port=1");
        assertThat(home.load().settings().http().port()).isEqualTo(1);
        home.localFile("showrunner.http.port=2");
        assertThat(home.load().settings().http().port()).isEqualTo(2);
        home.environment("SHOWRUNNER_HTTP_PORT", "3");
        assertThat(home.load().settings().http().port()).isEqualTo(3);
        home.system("showrunner.http.port", "4");
        assertThat(home.load().settings().http().port()).isEqualTo(4);
    }

    @Test
    void theVariableInCanonicalSpellingWinsOverTheReferenceNameAndSaysSo() {
        home.environment("SCENE_MAX_WAIT_SECONDS", "700").environment("SHOWRUNNER_SCENE_MAX_WAIT", "800s");

        LoadedSettings loaded = home.load();

        assertThat(loaded.settings().scene().maxWait()).isEqualTo(Duration.ofSeconds(800));
        assertThat(loaded.warnings())
                .containsExactly("environment variable SCENE_MAX_WAIT_SECONDS is ignored: SHOWRUNNER_SCENE_MAX_WAIT"
                        + " sets showrunner.scene.max-wait too and counts");
    }

    @Test
    void anEmptyVariableIsAsIfItWereNotSet() {
        home.environment("SHOWRUNNER_SCENE_MAX_WAIT", "").environment("LOCAL_LLM_MODEL", " ");

        Settings settings = home.load().settings();

        assertThat(settings.scene().maxWait()).isEqualTo(Duration.ofMinutes(10));
        assertThat(settings.llm().providers().get(0).model()).startsWith("mistralai/");
    }

    @Test
    void theListsOfTheHomesFileReplaceTheShippedOnes() {
        home.file(
                "showrunner.comfyui.instances[0].url=http://one:8188",
                "showrunner.comfyui.instances[1].url=http://two");

        Settings settings = home.load().settings();

        assertThat(settings.instances()).extracting(InstanceSettings::id).containsExactly("gpu0", "gpu1");
        assertThat(settings.instances()).extracting(InstanceSettings::slots).containsExactly(2, 2);
        assertThat(settings.llm().providers()).isEmpty();
    }

    @Test
    void variablesAddAndChangeEntriesOfLists() {
        home.environment("SHOWRUNNER_COMFYUI_INSTANCES_0_SLOTS", "3")
                .environment("SHOWRUNNER_COMFYUI_INSTANCES_1_URL", "http://two:8188")
                .environment("SHOWRUNNER_COMFYUI_INSTANCES_1_OUTPUT_DIRECTORY", "shared/output")
                .environment("LLM_FALLBACK_MODEL", "llama3");

        LoadedSettings loaded = home.load();

        assertThat(loaded.settings().instances())
                .containsExactly(
                        new InstanceSettings("gpu0", URI.create("http://127.0.0.1:8188"), 3, null),
                        new InstanceSettings(
                                "gpu1", URI.create("http://two:8188"), 2, folder.resolve("shared/output")));
        assertThat(loaded.settings().llm().providers().get(1).model()).isEqualTo("llama3");
        assertThat(loaded.effective())
                .containsEntry("showrunner.comfyui.instances[1].id", "gpu1")
                .containsEntry("showrunner.comfyui.instances[1].slots", "2");
    }

    @Test
    void everyNameOfTheLlmInTheReferenceSystemIsUnderstood() {
        home.environment("LOCAL_STORY_PROVIDER_URL", "http://192.168.50.192:1234/v1/chat/completions")
                .environment("LOCAL_LLM_MODEL", "qwen3-8b")
                .environment("LOCAL_LLM_HEALTHCHECK_URL", "http://192.168.50.192:1234/api/v0/models")
                .environment("LOCAL_LLM_REQUEST_FORMAT", "direct-json")
                .environment("LOCAL_LLM_SEED", "7")
                .environment("LOCAL_LLM_TEMPERATURE", "0.45")
                .environment("LOCAL_LLM_TIMEOUT_MS", "150000")
                .environment("LOCAL_LLM_SKIP_HEALTHCHECK", "1")
                .environment("LLM_FALLBACK_URL", "http://10.0.0.9:11434/v1/chat/completions")
                .environment("LLM_FALLBACK_MODEL", "llama3")
                .environment("LLM_MAX_CONCURRENT", "2")
                .environment("LLM_LOCK_WAIT_MS", "60000")
                .environment("LLM_MAX_TOKENS", "900");

        Settings.LlmSettings llm = home.load().settings().llm();

        assertThat(llm.providers().get(0))
                .isEqualTo(new ProviderSettings(
                        "lm-studio",
                        URI.create("http://192.168.50.192:1234/v1/chat/completions"),
                        "qwen3-8b",
                        URI.create("http://192.168.50.192:1234/api/v0/models"),
                        RequestFormat.DIRECT_JSON));
        assertThat(llm.providers().get(1).url()).hasHost("10.0.0.9");
        assertThat(llm.providers().get(1).model()).isEqualTo("llama3");
        assertThat(llm.providers().get(1).format()).isEqualTo(RequestFormat.OPENAI_CHAT);
        assertThat(llm.seed()).isEqualTo(7);
        assertThat(llm.temperature()).isEqualTo(0.45);
        assertThat(llm.timeout()).isEqualTo(Duration.ofSeconds(150));
        assertThat(llm.skipHealthCheck()).isTrue();
        assertThat(llm.maxConcurrent()).isEqualTo(2);
        assertThat(llm.lockWait()).isEqualTo(Duration.ofMinutes(1));
        assertThat(llm.maxTokens()).isEqualTo(900);
    }

    @Test
    void keysOfCamelAndOfTheUserPassThrough() {
        home.localFile("camel.main.shutdown-timeout=5", "webhook.url=http://a", "camel.main.name=studio")
                .environment("CAMEL_MAIN_NAME", "from-env")
                .system("camel.main.auto-startup", "false");

        assertThat(home.load().effective())
                .containsEntry("camel.main.shutdown-timeout", "5")
                .containsEntry("camel.main.name", "from-env")
                .containsEntry("camel.main.auto-startup", "false")
                .containsEntry("webhook.url", "http://a");
    }

    @Test
    void theTokenIsNeverPrinted() {
        home.localFile("showrunner.http.token=very-secret-1", "showrunner.broker.url=tcp://u:very-secret-2@b:61616")
                .environment("SHOWRUNNER_CACHE_URL", "redis://u:very-secret-3@redis");

        LoadedSettings loaded = home.load();

        assertThat(loaded.settings().http().token()).isEqualTo("very-secret-1");
        assertThat(loaded.settings().cache().redis()).contains(URI.create("redis://u:very-secret-3@redis"));
        assertThat(loaded.toString())
                .contains("token=***", "redis=redis://***@redis")
                .doesNotContain("very-secret");
    }

    @Test
    void shortWaitsAreWarnedOfWithTheArithmetic() {
        home.system("showrunner.scene.history-max-attempts", "10")
                .system("showrunner.scene.max-wait", "30s")
                .system("showrunner.llm.timeout", "8s");

        assertThat(home.load().warnings())
                .containsExactly(
                        "showrunner.scene.max-wait is 30 s, shorter than 1.5 x 125 s of a typical SVD scene = 187.5 s:"
                                + " healthy scenes will be given up",
                        "showrunner.scene.history-max-attempts x history-poll-interval is 10 x 2 s = 20 s, shorter than"
                                + " 1.5 x 125 s of a typical SVD scene = 187.5 s: healthy scenes will be given up",
                        "showrunner.llm.timeout is 8 s, while a 7B model on a CPU takes 60 to 90 s: its answers will be"
                                + " cut off");
    }

    @Test
    void routesSeeFoldersAsTheTypedSettingsHaveThem() {
        home.system("showrunner.stories", "../films");

        LoadedSettings loaded = home.load();

        assertThat(loaded.settings().stories()).isEqualTo(folder.resolveSibling("films"));
        assertThat(loaded.effective())
                .containsEntry(
                        "showrunner.stories", folder.resolveSibling("films").toString())
                .containsEntry("showrunner.inbox", folder.resolve("inbox").toString())
                .containsEntry("showrunner.comfyui.instances[0].output-directory", "");
    }

    @Test
    void theSlashAtTheEndOfAServersAddressDoesNotCount() {
        home.system("showrunner.comfyui.instances[0].url", "http://gpu-box:8188/");

        LoadedSettings loaded = home.load();

        assertThat(loaded.settings().instances().get(0).url()).isEqualTo(URI.create("http://gpu-box:8188"));
        assertThat(loaded.effective()).containsEntry("showrunner.comfyui.instances[0].url", "http://gpu-box:8188");
    }

    @Test
    void aHttpClientThatGivesUpBeforeTheAnswerMayComeIsWarnedOf() {
        home.system("showrunner.llm.timeout", "200s");

        assertThat(home.load().warnings())
                .containsExactly(
                        "camel.component.http.response-timeout is 130 s, not longer than showrunner.llm.timeout"
                                + " of 200 s: raise it to at least 210000");
    }

    @Test
    void aHomeIsFoundInTheOrderOptionVariableCurrentFolderJar() throws Exception {
        Path a = Files.createDirectories(folder.resolve("a"));
        Path b = Files.createDirectories(folder.resolve("b/target"));
        for (Path each : new Path[] {a, b.getParent()}) {
            Files.createDirectories(each.resolve("routes"));
            Files.createDirectories(each.resolve("config"));
        }
        var none = Map.<String, String>of();
        var variable = Map.of("SHOWRUNNER_HOME", b.getParent().toString());

        assertThat(Home.find(Path.of("a"), variable, folder, b)).isEqualTo(a);
        assertThat(Home.find(null, variable, a, null)).isEqualTo(b.getParent());
        assertThat(Home.find(null, none, a, b)).isEqualTo(a);
        assertThat(Home.find(null, none, folder, b)).isEqualTo(b.getParent());
        assertThatThrownBy(() -> Home.find(null, none, folder, null)).hasMessageContaining("--home DIR");
        assertThatThrownBy(() -> Home.find(Path.of("nowhere"), none, a, b))
                .hasMessageStartingWith("--home=" + a.resolve("nowhere"));
    }

    @Test
    void warnsOfSlotsThatMakeAServerFullByItself() {
        home.system("showrunner.comfyui.instances[0].slots", "5");

        assertThat(home.load().warnings())
                .containsExactly(
                        "the 5 slots of gpu0 reach showrunner.fleet.max-queue-depth of 5: our own prompts will make it"
                                + " count as saturated");
    }
}
