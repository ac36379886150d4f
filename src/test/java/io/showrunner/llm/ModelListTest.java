package io.showrunner.llm;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelListTest {

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:1234/v1/chat/completions,      http://127.0.0.1:1234/v1/models",
        "http://127.0.0.1:1234/v1/chat/completions/,     http://127.0.0.1:1234/v1/models",
        "http://127.0.0.1:1234/v1/chat/completions?a=b,  http://127.0.0.1:1234/v1/models",
        "https://llm.lan/api/v1/chat/completions,        https://llm.lan/api/v1/models",
        "http://127.0.0.1:1234/v1,                       http://127.0.0.1:1234/v1/models",
        "http://127.0.0.1:1234/proxy/v1/,                http://127.0.0.1:1234/proxy/v1/models",
        "http://127.0.0.1:1234,                          http://127.0.0.1:1234/v1/models",
        "http://127.0.0.1:1234/story,                    http://127.0.0.1:1234/v1/models",
        "http://[::1]:1234/v1/chat/completions,          http://[::1]:1234/v1/models"
    })
    void theHealthUrlIsDerivedFromTheChatUrl(URI chat, URI models) {
        assertThat(HealthUrl.derive(chat)).isEqualTo(models);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"object\":\"list\",\"data\":[{\"id\":\"mistral-7b\",\"object\":\"model\"}]} | mistral-7b",
                "{\"models\":[{\"name\":\"mistral:latest\",\"model\":\"mistral:latest\"}]} | mistral",
                "{\"models\":[{\"key\":\"qwen3-8b\",\"type\":\"llm\",\"loaded_instances\":[]}]} | qwen3-8b"
            })
    void theListsOfAllServersAreRead(String body, String model) {
        ModelList list = ModelList.parse(200, body);

        assertThat(list.healthy()).isTrue();
        assertThat(list.offers(model)).isTrue();
        assertThat(list.offers("nope")).isFalse();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            {"object":"list","data":[{"id":"m","meta":{"n_ctx":4096}}]}                                          | 4096
            {"object":"list","data":[{"id":"m","max_context_length":32768,"loaded_context_length":8192}]}        | 8192
            {"models":[{"key":"m","loaded_instances":[{"id":"m","config":{"context_length":2048}}]}]}             | 2048
            {"models":[{"key":"m","max_context_length":32768,"loaded_instances":[]}]}                             | none
            {"object":"list","data":[{"id":"m"},{"id":"other","meta":{"n_ctx":4096}}]}                            | none
            {"object":"list","data":[{"id":"m","meta":{"n_ctx":-1}}]}                                            | none
            """)
    void theContextIsThatWithWhichTheModelIsLoaded(String body, Integer tokens) {
        assertThat(ModelList.parse(200, body).contextOf("m")).isEqualTo(tokens);
    }

    @Test
    void aServerWithoutModelsIsHealthyAndSaysSo() {
        ModelList list = ModelList.parse(200, "{\"object\":\"list\",\"data\":null}");

        assertThat(list.healthy()).isTrue();
        assertThat(list.missing("mistral")).isEqualTo("model 'mistral' is not available; the endpoint lists no models");
    }

    @Test
    void aMissingModelIsNamedWithWhatThereIs() {
        ModelList list = ModelList.parse(200, "{\"object\":\"list\",\"data\":[{\"id\":\"a\"},{\"id\":\"b\"}]}");

        assertThat(list.missing("mistral")).isEqualTo("model 'mistral' is not available; the endpoint lists a, b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | {\"error\":\"Unexpected endpoint or method. (GET /models)\"} | Unexpected endpoint | url must be",
                "200 | <html></html> | <html> | url must be",
                "200 | '' | no explanation | url must be",
                "401 | {\"error\":{\"message\":\"Invalid API Key\"}} | Invalid API Key | key",
                "502 | <title>502 Bad Gateway</title> | 502 Bad Gateway | HTTP 502",
                "404 | {\"object\":\"list\",\"data\":[]} | HTTP 404 | url must be"
            })
    void whatIsNoModelListIsNotHealthyAndSaysWhatToDo(int status, String body, String problem, String advice) {
        ModelList list = ModelList.parse(status, body);

        assertThat(list.healthy()).isFalse();
        assertThat(list.loading()).isFalse();
        assertThat(list.problem()).contains(problem, advice);
    }

    @Test
    void llamaServerTellsTheContextOfWhatIsInMemoryOnly() {
        ModelList single = ModelList.parse(200, Recorded.reply("llama-models"));
        ModelList router = ModelList.parse(200, Recorded.reply("llama-router-models"));

        assertThat(single.models()).containsExactly("model");
        assertThat(single.contextOf("model")).isEqualTo(1024);
        assertThat(router.models()).containsExactly("first", "second");
        assertThat(router.contextOf("first")).isNull();
        assertThat(router.contextOf("second")).isEqualTo(4096);
    }

    @Test
    void aServerThatLoadsItsModelIsNotThereYet() {
        ModelList list = ModelList.parse(503, Recorded.reply("llama-loading"));

        assertThat(list.healthy()).isFalse();
        assertThat(list.loading()).isTrue();
    }

    @Test
    void anEmbeddingModelInTheListIsNotTakenForTheOneThatIsWanted() {
        ModelList list = ModelList.parse(
                200,
                "{\"object\":\"list\",\"data\":[{\"id\":\"text-embedding-nomic-embed-text-v1.5\"},{\"id\":\"mistral-7b\"}]}");

        assertThat(list.offers("mistral-7b")).isTrue();
        assertThat(list.offers("text-embedding")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "mistral,           mistral:latest, true",
        "mistral:latest,    mistral:latest, true",
        "mistral:7b,        mistral:latest, false",
        "mistral,           mistral:7b,     false",
        "mistral:latest,    mistral,        false"
    })
    void onlyTheTagLatestMayBeLeftOut(String wanted, String listed, boolean offered) {
        ModelList list = ModelList.parse(200, "{\"models\":[{\"name\":\"" + listed + "\"}]}");

        assertThat(list.offers(wanted)).isEqualTo(offered);
    }
}
