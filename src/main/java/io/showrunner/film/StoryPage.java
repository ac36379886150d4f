package io.showrunner.film;

import com.fasterxml.jackson.core.type.TypeReference;
import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.MustacheException;
import io.showrunner.story.DurableFiles;
import io.showrunner.story.Json;
import io.showrunner.story.StoryStore;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * Writes the page of a story, {@code index.html} in its folder, which opens without a server. What it looks like is said by a
 * Mustache template that users may edit; it is read anew for every story. All words are escaped: an LLM wrote them.
 */
public final class StoryPage {
    static final String FILE = "index.html";
    private static final TypeReference<Map<String, Object>> VALUES = new TypeReference<>() {};

    private final StoryStore store;
    private final PageViews views;
    private final FilmRecords records;
    private final Path template;

    /** @param template for all stories */
    public StoryPage(StoryStore store, FilmRecords records, Path template) {
        this.store = store;
        this.views = new PageViews(store, records);
        this.records = records;
        this.template = template;
    }

    /**
     * Writes it, unless it is there and says the same. A template that cannot be used keeps no story from being delivered: a
     * note beside the film says why, and an earlier page stays.
     */
    public void write(String storyId) {
        try {
            byte[] page = render(views.of(storyId)).getBytes(StandardCharsets.UTF_8);
            Path file = store.folder(storyId).resolve(FILE);
            if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), page)) {
                DurableFiles.write(file, page);
            }
        } catch (NoSuchFileException e) {
            records.missing(storyId, FILE, template + " is not there");
        } catch (MustacheException e) {
            records.missing(storyId, FILE, "the template cannot be used: " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the page of " + storyId + ": " + e.getMessage(), e);
        }
    }

    private String render(PageView view) throws IOException {
        StringWriter page = new StringWriter();
        new DefaultMustacheFactory()
                .compile(new StringReader(Files.readString(template)), template.toString())
                .execute(page, Json.mapper().convertValue(view, VALUES));
        return page.toString();
    }
}
