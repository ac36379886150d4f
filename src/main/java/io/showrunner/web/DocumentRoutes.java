package io.showrunner.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.builder.RouteBuilder;

/**
 * {@code GET /api/openapi.yaml} and {@code .json}: what can be asked for, as {@code config/openapi.yaml} has it; and the
 * schema of a brief, which it refers to.
 */
public final class DocumentRoutes extends RouteBuilder {
    private static final String YAML = "application/yaml";
    private static final String JSON = "application/json";

    private final YAMLMapper yaml = new YAMLMapper();
    private final Path config;

    /** @param config the folder of the documents */
    public DocumentRoutes(Path config) {
        this.config = config;
    }

    @Override
    public void configure() {
        rest("/api")
                .description("What the API is")
                .get("/openapi.yaml")
                .to("direct:api-show-document-as-yaml")
                .get("/openapi.json")
                .to("direct:api-show-document")
                .get("/schemas/brief.schema.json")
                .to("direct:api-show-brief-schema");

        errorHandler(defaultErrorHandler().logExhausted(false));
        onException(Exception.class).handled(true).process(Answers::failed);

        from("direct:api-show-document-as-yaml")
                .routeId("api-show-document-as-yaml")
                .description("The OpenAPI document of this API.")
                .process(exchange -> Answers.text(exchange, YAML, read("openapi.yaml")));
        from("direct:api-show-document")
                .routeId("api-show-document")
                .description("The OpenAPI document of this API as JSON.")
                .process(exchange -> Answers.json(exchange, 200, tree("openapi.yaml")));
        from("direct:api-show-brief-schema")
                .routeId("api-show-brief-schema")
                .description("The schema of a brief.")
                .process(exchange -> Answers.text(exchange, JSON, read("schemas/brief.schema.json")));
    }

    private String read(String name) throws IOException {
        return Files.readString(config.resolve(name));
    }

    private JsonNode tree(String name) throws IOException {
        return yaml.readTree(read(name));
    }
}
