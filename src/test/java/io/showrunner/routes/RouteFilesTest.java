package io.showrunner.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.camel.dsl.yaml.YamlRoutesBuilderLoader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shipped route files, as they are: Camel's own schema, and the rules that keep the folder readable. */
class RouteFilesTest {
    private static final Path ROUTES = Path.of("routes");
    private static final Path BAD = Path.of("src/test/resources/routes/bad");

    private static JsonSchema schema;

    @BeforeAll
    static void readCamelsOwnSchema() throws IOException {
        try (InputStream json = YamlRoutesBuilderLoader.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
            schema = JsonSchemaFactory.getInstance(VersionFlag.V4).getSchema(json);
        }
    }

    static Stream<Path> shippedFiles() throws IOException {
        try (Stream<Path> files = Files.list(ROUTES)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("shippedFiles")
    void aFileIsWhatCamelsSchemaAllows(Path file) {
        assertThat(file.toString()).endsWith(RouteFile.SUFFIX);
        assertThat(schema.validate(RouteText.read(file).tree()))
                .extracting(ValidationMessage::getMessage)
                .isEmpty();
    }

    @Test
    void theSchemaKnowsAWrongStep() throws IOException {
        RouteText wrong = RouteText.read(BAD.resolve("nobody-there.camel.yaml"));
        assertThat(schema.validate(wrong.tree())).isEmpty();

        wrong.tree().at("/0/route/from/steps/0").withObject("/").put("teleport", "mars");

        assertThat(schema.validate(wrong.tree())).isNotEmpty();
    }

    @Test
    void theFolderKeepsItsRules() throws IOException {
        Properties properties = new Properties();
        try (Reader settings = Files.newBufferedReader(Path.of("config/application.properties"))) {
            properties.load(settings);
        }
        List<RouteText> files = RouteText.readAll(ROUTES);

        assertThat(files).isNotEmpty();
        assertThat(RouteRulesTest.violations(files, properties)).isEmpty();
    }
}
