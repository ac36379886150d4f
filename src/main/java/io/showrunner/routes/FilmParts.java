package io.showrunner.routes;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.showrunner.config.FilmSettings;
import io.showrunner.config.Settings;
import io.showrunner.film.ClipMaker;
import io.showrunner.film.Encoder;
import io.showrunner.film.Encoders;
import io.showrunner.film.FilmContext;
import io.showrunner.film.FilmMaker;
import io.showrunner.film.Poster;
import io.showrunner.film.Programs;
import io.showrunner.film.Stopping;
import io.showrunner.film.StoryArchive;
import io.showrunner.film.StoryPage;
import io.showrunner.film.TitleCards;
import io.showrunner.film.VideoCheck;
import io.showrunner.film.WebpMaker;
import io.showrunner.story.StoryStore;
import org.apache.camel.main.Main;
import org.apache.camel.spi.Registry;

/** What makes clips, films and archives of finished stories. A stop or a swap kills the encoder; its story is delivered again. */
final class FilmParts {
    private static final String PROGRAMS = "programs";

    private FilmParts() {}

    static void bindTo(Main camel, Settings settings, StoryStore store, Pause pause, boolean simulation) {
        FilmSettings film = settings.film();
        Stopping stopping =
                new Stopping(pause::isClosed, () -> new GivenBack("stopping; the delivery goes back to its queue"));
        Programs programs = new Programs(film, stopping);
        pause.onClose(programs::stop);
        Encoders encoders = new Encoders(programs, settings.home());
        FilmContext context = FilmContext.of(store, film);
        camel.bind(PROGRAMS, programs);
        camel.bind("filmRecords", context.records());
        camel.bind("clipMaker", new ClipMaker(context, encoders));
        camel.bind("encoder", new Encoder(programs, film));
        camel.bind("videoCheck", new VideoCheck(programs));
        camel.bind("filmMaker", new FilmMaker(context, encoders, simulation));
        camel.bind("titleCards", new TitleCards(store, context.records()));
        camel.bind("poster", new Poster(context, simulation));
        camel.bind("webpMaker", new WebpMaker(context, programs, encoders));
        camel.bind(
                "storyPage",
                new StoryPage(store, context.records(), settings.home().resolve("config/pages/story.mustache")));
        camel.bind("storyArchive", new StoryArchive(store, film, stopping));
        PublishParts.bindTo(camel, settings.publish(), store, stopping);
    }

    static void register(MeterRegistry meters, Registry beans) {
        beans.lookupByNameAndType(PROGRAMS, Programs.class)
                .onEnd((program, ended, took) -> Timer.builder("showrunner.film.run")
                        .description("Runs of ffmpeg and ffprobe")
                        .tags("program", program, "ended", ended)
                        .register(meters)
                        .record(took));
    }
}
