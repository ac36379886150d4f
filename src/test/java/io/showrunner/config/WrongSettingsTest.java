package io.showrunner.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrongSettingsTest {
    @TempDir
    Path folder;

    private SettingsHome home;

    @BeforeEach
    void makeHome() {
        home = new SettingsHome(folder);
    }

    private List<String> problems() {
        SettingsException[] thrown = new SettingsException[1];
        assertThatExceptionOfType(SettingsException.class)
                .isThrownBy(() -> home.load())
                .satisfies(e -> thrown[0] = e);
        return thrown[0].problems();
    }

    @Test
    void aTypoIsAnsweredWithTheNearestName() {
        home.localFile("# mine", "", "showrunner.scene.max-wiat = 900s");

        assertThat(problems())
                .containsExactly("showrunner.scene.max-wiat=900s (config/local.properties:3): no such setting; did you"
                        + " mean showrunner.scene.max-wait, a time from 1s to 24h with its unit, such as 600s?");
    }

    @Test
    void aTypoInAnyOtherSourceStopsTheStartToo() {
        home.environment("SHOWRUNNER_SCENE_MAXWAIT", "900s")
                .environment("SHOWRUNNER_COMFYUI_INSTANCES_3_ULR", "http://a")
                .system("showrunner.http.prot", "1")
                .localFile("shworunner.http.port=1", "showrunner.llm.providers[1].modle=x");

        assertThat(problems())
                .hasSize(5)
                .anyMatch(each -> each.startsWith("SHOWRUNNER_SCENE_MAXWAIT=900s (environment variable)")
                        && each.contains("did you mean SHOWRUNNER_SCENE_MAX_WAIT,"))
                .anyMatch(each -> each.contains("did you mean SHOWRUNNER_COMFYUI_INSTANCES_3_URL,"))
                .anyMatch(each -> each.startsWith("showrunner.http.prot=1 (system property)")
                        && each.contains("did you mean showrunner.http.port,"))
                .anyMatch(each -> each.startsWith("shworunner.http.port=1 (config/local.properties:1)"))
                .anyMatch(each -> each.contains("did you mean showrunner.llm.providers[1].model,"));
    }

    @Test
    void variablesOfTheLauncherAndOfKubernetesAreNotSettings() {
        home.environment("SHOWRUNNER_HOME", "/x")
                .environment("SHOWRUNNER_LOG_FORMAT", "json")
                .environment("SHOWRUNNER_SERVICE_HOST", "10.0.0.1")
                .environment("SHOWRUNNER_PORT_8080_TCP_ADDR", "10.0.0.1");

        assertThat(home.load().warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            showrunner.scene.max-wait               | 600
            showrunner.scene.max-wait               | 0s
            showrunner.scene.max-wait               | 25h
            showrunner.scene.max-wait               | -1s
            showrunner.scene.max-wait               | 99999999999s
            showrunner.scene.history-max-attempts   | -1
            showrunner.scene.history-max-attempts   | 2s
            showrunner.scene.history-poll-interval  | 999ms
            showrunner.scene.retry-budget           | -1
            showrunner.scene.retry-budget           | one
            showrunner.scene.stability-retries      | 0
            showrunner.scene.queue-depth            | 0
            showrunner.fleet.probe-interval         | 0s
            showrunner.fleet.min-available-vram     | 3000
            showrunner.fleet.min-available-vram     | -1MB
            showrunner.fleet.max-queue-depth        | 0
            showrunner.brief.max-size               | 256
            showrunner.brief.max-size               | 100GB
            showrunner.inbox.mode                   | sometimes
            showrunner.inbox                        | ~/briefs
            showrunner.http.port                    | 65536
            showrunner.http.token                   | two words
            showrunner.cache.url                    | http://127.0.0.1:6379
            showrunner.cache.url                    | 127.0.0.1:6379
            showrunner.cache.url                    | redis:///0
            showrunner.cache.url                    | redis://127.0.0.1/films
            showrunner.cache.url                    | redis://127.0.0.1:6379/0?timeout=5
            showrunner.workflow.steps               | 0
            showrunner.workflow.cfg                 | 101
            showrunner.workflow.motion-bucket-id    | 1024
            showrunner.workflow.checkpoint-svd      | svd*.safetensors
            showrunner.llm.temperature              | NaN
            showrunner.llm.temperature              | 2.1
            showrunner.llm.seed                     | 18446744073709551616
            showrunner.llm.max-concurrent           | 0
            showrunner.llm.max-concurrent           | 4
            showrunner.llm.skip-health-check        | yes
            showrunner.llm.providers[0].url         | 127.0.0.1:1234
            showrunner.llm.providers[0].model       | ''
            showrunner.comfyui.instances[0].id      | GPU 0
            showrunner.comfyui.instances[0].id      | ../gpu0
            showrunner.comfyui.instances[0].url     | ftp://gpu-box
            showrunner.comfyui.instances[0].url     | http://
            showrunner.comfyui.instances[0].url     | http://user:pw@gpu-box
            showrunner.comfyui.instances[0].url     | {{comfy}}
            showrunner.comfyui.instances[0].slots   | 0
            showrunner.workflow.default             | ../x
            showrunner.broker.url                   | nothing
            showrunner.broker.url                   | http://rabbit:15672
            showrunner.broker.url                   | (tcp://a:61616)
            showrunner.broker.url                   | tcp://a:61616,amqp://b:5672
            """)
    void aValueThatIsNotAllowedIsNamedWithWhatIs(String key, String value) {
        home.system(key, value);

        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith(key + "=")
                .contains("(system property): ", "allowed: ")
                .doesNotContain("\n", "user:pw", "two words");
    }

    @Test
    void aCardIsSharedWithAServerThatIsThere() {
        home.system("showrunner.llm.providers[0].shares-card-with", "gpu7");

        assertThat(problems())
                .singleElement()
                .asString()
                .contains("providers[0].shares-card-with=gpu7", "no such ComfyUI server; there are [gpu0]");
    }

    @Test
    void anUnknownFormatOrLevelOfTheLogIsRefused() {
        home.environment("SHOWRUNNER_LOG_FORMAT", "xml")
                .system("showrunner.log.format", "json")
                .system("showrunner.log.level", "loud");

        assertThat(problems())
                .containsExactly(
                        "showrunner.log.format=xml (environment variable SHOWRUNNER_LOG_FORMAT): allowed: one of json, text",
                        "showrunner.log.level=loud (system property): allowed: one of debug, error, info, trace, warn");
    }

    @ParameterizedTest
    @CsvSource({"redis://u:very/secret@redis", "redis://u:very secret@redis", "http://u:very-secret@redis"})
    void aPasswordIsNotRepeatedInWhatIsSaidOfItsUrl(String url) {
        home.environment("SHOWRUNNER_CACHE_URL", url);

        assertThat(problems())
                .singleElement()
                .asString()
                .contains("//***@redis")
                .doesNotContain("very", "secret@");
    }

    @ParameterizedTest
    @CsvSource({"0.0.0.0", "gpu-box", "192.168.1.5", "::"})
    void anAddressBeyondLoopbackNeedsAToken(String host) {
        home.system("showrunner.http.host", host);
        assertThat(problems()).singleElement().asString().contains("set showrunner.http.token");

        home.environment("SHOWRUNNER_HTTP_TOKEN", "abcdefgh");
        assertThat(home.load().settings().http().host()).isEqualTo(host);
    }

    @ParameterizedTest
    @CsvSource({"localhost", "127.0.0.1", "127.1.2.3", "::1"})
    void loopbackNeedsNoToken(String host) {
        assertThat(home.system("showrunner.http.host", host)
                        .load()
                        .settings()
                        .http()
                        .host())
                .isEqualTo(host);
    }

    @Test
    void instancesHaveTheirOwnNameAndAddressAndAreNumberedWithoutGap() {
        home.file(
                "showrunner.comfyui.instances[0].url=http://a:1",
                "showrunner.comfyui.instances[0].id=x",
                "showrunner.comfyui.instances[1].url=http://a:1",
                "showrunner.comfyui.instances[1].id=x",
                "showrunner.comfyui.instances[3].slots=1");

        assertThat(problems())
                .containsExactly(
                        "showrunner.comfyui.instances[2] is missing: number the entries from 0 without a gap; there are"
                                + " [0, 1, 3]",
                        "showrunner.comfyui.instances[3].url is missing; allowed: an absolute http or https URL, such as"
                                + " http://127.0.0.1:8188",
                        "showrunner.comfyui.instances[1].id=x (config/application.properties:4): already used by"
                                + " showrunner.comfyui.instances[0].id",
                        "showrunner.comfyui.instances[1].url=http://a:1 (config/application.properties:3): already used"
                                + " by showrunner.comfyui.instances[0].url");
    }

    @Test
    void aHomeWithoutAnyInstanceIsRefused() {
        home.file("showrunner.http.port=1");

        assertThat(problems()).singleElement().asString().contains("name at least one ComfyUI server");
    }

    @Test
    void foldersLieApart() {
        home.system("showrunner.stories", "inbox/stories");

        assertThat(problems()).singleElement().asString().contains("must lie apart from showrunner.inbox=");
    }

    @Test
    void anAliasTakesABareNumberOnly() {
        home.environment("SCENE_MAX_WAIT_SECONDS", "10m");

        assertThat(problems())
                .containsExactly("SCENE_MAX_WAIT_SECONDS=10m (environment variable): a whole number without a unit is"
                        + " needed here, meant in s");
    }

    @Test
    void aWebhookWithASecretInItWantsHttpsAndIsNotShown() {
        home.localFile("showrunner.alerts.webhook=http://hooks.example/T0/B0/XXX", "showrunner.alerts.format=slack");

        assertThat(problems())
                .containsExactly(
                        "showrunner.alerts.webhook=*** (config/local.properties:1): this format has a secret in"
                                + " its address or body, which wants https");
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:9095/x, discord",
        "http://localhost/x, slack",
        "http://[::1]/x, slack",
        "https://hooks.example/x, slack",
        "http://receiver.lan/x, json"
    })
    void aWebhookMayBeOnThisMachineOrBehindHttpsOrPlain(String webhook, String format) {
        home.localFile("showrunner.alerts.webhook=" + webhook, "showrunner.alerts.format=" + format);

        assertThat(home.load().settings().alerts().webhook()).hasValue(URI.create(webhook));
    }

    @Test
    void scalingNeedsAProfileAndExactlyOneWayToTellSomebody() {
        home.localFile(
                "showrunner.scaling.command=/opt/scale --cluster main",
                "showrunner.scaling.webhook=http://127.0.0.1:9/scale");

        assertThat(problems())
                .hasSize(2)
                .anyMatch(each ->
                        each.startsWith("showrunner.scaling.webhook=***") && each.contains("leave one of them empty"))
                .anyMatch(each -> each.startsWith("showrunner.capacity.profile")
                        && each.contains("within the limits of a profile"));
    }

    @Test
    void theScalingCommandIsAProgramAndItsWordsAndNeverASearch() {
        home.localFile("showrunner.scaling.command=scale up", "showrunner.capacity.profile=dev");
        assertThat(problems()).singleElement().asString().contains("the program has no absolute path");

        home.localFile("showrunner.scaling.command=/opt/scale  --of x", "showrunner.capacity.profile=dev");
        assertThat(home.load().settings().capacity().scaling().command()).containsExactly("/opt/scale", "--of", "x");
    }

    @Test
    void aKeyThatIsSetTwiceInOneFileIsRefused() {
        home.localFile("showrunner.http.port=1", "showrunner.http.port=2");

        assertThat(problems())
                .containsExactly("showrunner.http.port=2 (config/local.properties:2): set twice, first at"
                        + " config/local.properties:1; remove one of the lines");
    }

    @Test
    void aFileThatCannotBeReadIsNamed() throws Exception {
        home.file("showrunner.comfyui.instances[0].url=http://a", "showrunner.stories=C:\\users");
        Files.write(folder.resolve("config/local.properties"), "x=\u00e9".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(problems())
                .hasSize(2)
                .anyMatch(each -> each.startsWith("config/application.properties:2: cannot be read"))
                .anyMatch(each -> each.startsWith("config/local.properties: not UTF-8"));
    }

    @Test
    void continuedLinesKeepTheirNumbers() {
        home.localFile("my.list=a,\\", "  b", "# c:\\", "showrunner.http.port=x");

        assertThat(problems()).singleElement().asString().contains("(config/local.properties:4)");
    }

    @Test
    void aCertificateGoesWithItsKeyAndWithNoKeystore() {
        home.localFile("showrunner.http.tls.key=studio.key");
        assertThat(problems()).singleElement().asString().endsWith(": set showrunner.http.tls.certificate as well");

        home.localFile("showrunner.http.tls.certificate=studio.pem");
        assertThat(problems()).singleElement().asString().endsWith(": set showrunner.http.tls.key as well");

        home.localFile(
                "showrunner.http.tls.certificate=studio.pem",
                "showrunner.http.tls.key=studio.key",
                "showrunner.http.tls.keystore=studio.p12");
        assertThat(problems()).singleElement().asString().contains("leave one of them empty");
    }
}
