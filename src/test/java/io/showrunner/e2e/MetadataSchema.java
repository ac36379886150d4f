package io.showrunner.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.nio.file.Path;

/** The shipped schema of {@code artifact-metadata.json}, formats included, held against every story that any test finishes. */
final class MetadataSchema {
    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(
                    TestStudio.json(Path.of("config/schemas/artifact-metadata.schema.json")),
                    SchemaValidatorsConfig.builder()
                            .formatAssertionsEnabled(true)
                            .build());

    private MetadataSchema() {}

    static void require(Path story) {
        assertThat(SCHEMA.validate(TestStudio.json(story.resolve("artifact-metadata.json"))))
                .as("%s", story)
                .isEmpty();
    }
}
