package io.showrunner.brief;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;

/**
 * Makes one JSON object of the text of a brief. Refuses what a brief never needs: nesting beyond {@value #DEEPEST}
 * levels, a second document, a field that is there twice, YAML aliases (the stuff of YAML bombs).
 */
final class DocumentParser {
    static final int DEEPEST = 20;

    private static final Pattern FRONT_MATTER =
            Pattern.compile("\\A---[ \\t]*\\n(.*?)^---[ \\t]*(?:\\n(.*))?\\z", Pattern.DOTALL | Pattern.MULTILINE);
    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxNestingDepth(DEEPEST)
            .maxNumberLength(400)
            .maxNameLength(1000)
            .build();
    private static final ObjectMapper JSON = JsonMapper.builder(
                    JsonFactory.builder().streamReadConstraints(LIMITS).build())
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final ObjectMapper yaml;

    /** @param maxSize characters of the largest document */
    DocumentParser(long maxSize) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit((int) Math.min(Integer.MAX_VALUE, maxSize));
        options.setNestingDepthLimit(DEEPEST);
        yaml = YAMLMapper.builder(YAMLFactory.builder()
                        .streamReadConstraints(LIMITS)
                        .loaderOptions(options)
                        .build())
                .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
    }

    ObjectNode json(String name, String text) {
        return parse(name, JSON, text);
    }

    ObjectNode yaml(String name, String text) {
        return parse(name, yaml, text);
    }

    /** The front matter, with the text below it as {@code premise} unless the front matter has one. */
    ObjectNode markdown(String name, String text) {
        Matcher parts = FRONT_MATTER.matcher(text);
        if (!parts.find()) {
            throw refused(
                    name, Problem.of("front matter", "it must stand at the top of the file, between two lines of ---"));
        }
        ObjectNode brief = parse(name, yaml, "\n" + parts.group(1));
        String body = parts.group(2);
        if (!brief.hasNonNull("premise") && body != null && !body.isBlank()) {
            brief.put("premise", body);
        }
        return brief;
    }

    private static ObjectNode parse(String name, ObjectMapper mapper, String text) {
        try {
            scan(name, mapper, text);
            JsonNode tree = mapper.readTree(text);
            if (tree instanceof ObjectNode brief) {
                return brief;
            }
            throw refused(name, Problem.of("content", "it must be one object with the fields of a brief"));
        } catch (JsonProcessingException e) {
            throw refused(name, SyntaxProblem.of(e));
        } catch (IOException e) {
            throw refused(
                    name, Problem.of("content", "it cannot be read: " + Excerpt.of(String.valueOf(e.getMessage()))));
        }
    }

    private static void scan(String name, ObjectMapper mapper, String text) throws IOException {
        try (JsonParser parser = mapper.createParser(text)) {
            int depth = 0;
            int documents = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (depth == 0 && ++documents > 1) {
                    throw refused(
                            name, Problem.of("content", "there must be only one document in the file" + at(parser)));
                }
                if (parser instanceof YAMLParser yamlParser && yamlParser.isCurrentAlias()) {
                    String alias = "*" + Excerpt.of(parser.getText());
                    throw refused(name, Problem.of("content", alias, "YAML aliases must be written out" + at(parser)));
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            }
        }
    }

    private static String at(JsonParser parser) {
        return SyntaxProblem.at(parser.currentTokenLocation());
    }

    private static BriefRejectedException refused(String name, Problem problem) {
        return new BriefRejectedException(name, List.of(problem));
    }
}
