package io.showrunner.capacity;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.showrunner.config.NearestName;
import io.showrunner.config.Settings;
import io.showrunner.story.FolderNames;
import io.showrunner.story.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The capacity profiles of a home: one file each in {@code config/profiles}, checked by their schema. */
public final class Profiles {
    private static final String SUFFIX = ".json";

    private final Path folder;
    private final Path schema;
    private final int minFree;

    /** @param minFree MB of video memory that stay free, whatever a profile says (C5) */
    Profiles(Path home, int minFree) {
        folder = home.resolve("config/profiles");
        schema = home.resolve("config/schemas/capacity-profile.schema.json");
        this.minFree = minFree;
    }

    /** Those of the home of these settings. */
    public static Profiles of(Settings settings) {
        return new Profiles(settings.home(), settings.fleet().minAvailableVram());
    }

    /** The profile that the settings name; empty when they name none. */
    public static Optional<CapacityProfile> configured(Settings settings) {
        return settings.capacity().profile().map(Profiles.of(settings)::read);
    }

    /** Names of all profiles. */
    public List<String> names() {
        return FolderNames.before(SUFFIX, folder).stream().sorted().toList();
    }

    /**
     * Reads a profile.
     *
     * @throws IllegalArgumentException when there is none of that name, or what is wrong with it
     */
    public CapacityProfile read(String name) {
        List<String> names = names();
        if (!names.contains(name)) {
            throw new IllegalArgumentException("there is no capacity profile " + name
                    + NearestName.likely(name, names)
                            .map(near -> "; did you mean " + near + "?")
                            .orElse("") + " The files in " + folder + " are " + names);
        }
        Path file = folder.resolve(name + SUFFIX);
        JsonNode content = Json.read(file, JsonNode.class);
        refuse(file, problems(content));
        try {
            CapacityProfile profile = Json.mapper().treeToValue(content, CapacityProfile.class);
            profile.gpu().refuseMoreThanFit(profile.gpu().concurrentScenes(), minFree);
            return profile;
        } catch (IllegalArgumentException | IOException e) {
            Throwable reason = e.getCause() instanceof IllegalArgumentException ? e.getCause() : e;
            throw new IllegalArgumentException(file + " cannot be used: " + reason.getMessage(), e);
        }
    }

    private String problems(JsonNode content) {
        JsonSchema rules = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(
                        Json.read(schema, JsonNode.class),
                        SchemaValidatorsConfig.builder().locale(Locale.ROOT).build());
        return rules.validate(content).stream()
                .map(ValidationMessage::getMessage)
                .sorted()
                .collect(Collectors.joining("; "));
    }

    private static void refuse(Path file, String problems) {
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(file + " cannot be used: " + problems);
        }
    }
}
