package io.showrunner;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.showrunner.config.Settings;
import io.showrunner.config.SettingsLoader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files by which container engines start Showrunner, as they read them. */
final class DeploymentFiles {
    private DeploymentFiles() {}

    /** What a tool said on standard output. */
    record Answer(int exitCode, String text) {}

    /** Asks a tool, with this on its standard input. */
    static Answer ask(String command, String input) throws Exception {
        Process tool = new ProcessBuilder(command.split(" "))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        tool.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
        tool.getOutputStream().close();
        String said = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(tool.waitFor(3, TimeUnit.MINUTES)).isTrue();
        return new Answer(tool.exitValue(), said.strip());
    }

    /** The settings that Showrunner starts with when these variables are in its environment; throws when it would not start. */
    static Settings settings(Path home, Map<String, String> variables) {
        try {
            Path settings = Files.createDirectories(home.resolve("config")).resolve("application.properties");
            if (!Files.exists(settings)) {
                Files.copy(Path.of("config/application.properties"), settings);
            }
            return SettingsLoader.load(home, variables, new Properties()).settings();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The documents of a YAML file, with anchors and merges resolved. */
    static List<JsonNode> documents(Path file) {
        try (Reader text = Files.newBufferedReader(file)) {
            List<JsonNode> documents = new ArrayList<>();
            new Yaml(new SafeConstructor(new LoaderOptions()))
                    .loadAll(text)
                    .forEach(each -> documents.add(new ObjectMapper().valueToTree(each)));
            return documents;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
