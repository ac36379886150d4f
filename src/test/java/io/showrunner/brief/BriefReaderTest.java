package io.showrunner.brief;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.IntNode;
import io.showrunner.story.Json;
import io.showrunner.story.Priority;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BriefReaderTest {

    @ParameterizedTest
    @CsvSource({
        "lighthouse-ledger.md, The Lighthouse Ledger, drama, 1187, Salt on the Glass",
        "orchard-protocol.json, Orchard Protocol, sci-fi, 42, Idle Row",
        "night-ferry-9.yaml, Night Ferry 9, thriller, 90210, Same Name Twice",
        "clay-menagerie.yaml, The Clay Menagerie, family fantasy, 7, Bench Country",
        "static-harvest.json, Static Harvest, horror, 310, Mast 4"
    })
    void readsTheBundledBriefs(String name, String title, String genre, BigInteger seed, String firstScene) {
        Brief brief = Briefs.READER.read(Path.of("config/briefs", name));
        assertThat(brief.briefId()).isEqualTo(name.substring(0, name.lastIndexOf('.')));
        assertThat(brief.title()).isEqualTo(title);
        assertThat(brief.genre()).isEqualTo(genre);
        assertThat(brief.seed()).isEqualTo(seed);
        assertThat(brief.sceneCount()).isEqualTo(3);
        assertThat(brief.scenes()).hasSize(3);
        assertThat(brief.scenes().get(0).title()).isEqualTo(firstScene);
        assertThat(brief.premise()).hasSizeBetween(100, 300).doesNotContain("---");
    }

    @Test
    void leavesWhatIsNotSaidOpen() {
        Brief brief = Briefs.read(Briefs.small());
        assertThat(brief)
                .isEqualTo(new Brief(
                        null,
                        null,
                        Briefs.PREMISE,
                        "drama",
                        "calm",
                        null,
                        null,
                        null,
                        3,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        Priority.NORMAL,
                        null,
                        null,
                        null,
                        null,
                        true,
                        null,
                        null,
                        null,
                        null,
                        null));
        assertThat(brief.characters()).isEmpty();
        assertThat(brief.keyframes()).isEmpty();
        assertThat(brief.scenes()).isEmpty();
        assertThat(brief.labels()).isEmpty();
    }

    @Test
    void readsEveryField() {
        Brief brief = Briefs.read("all.json", Briefs.json("""
                        "briefId": "b-1", "title": "T", "visualStyle": "V", "directorsVision": "D",
                        "characters": [{"name": "Ada", "visual": "red scarf"}], "sceneCount": 12, "framesPerScene": 14,
                        "width": 1024, "height": 576, "fps": 6, "seed": 18446744073709551615, "negativePrompt": "fog",
                        "priority": "high", "keyframes": ["pictures/a.png", "pictures/b.png"],
                        "profile": "fast", "workflow": "smoke", "cache": false, "deadline": "2026-12-24T19:00:00+01:00",
                        "callbackUrl": "http://127.0.0.1:9000/done", "labels": {"team/one": "x", "a": ""},
                        "scenes": [{"title": "One", "summary": "S", "prompt": "P", "mood": "M", "negativePrompt": "N",
                          "cameraMovement": "C", "palette": "red, blue", "expectedFrames": 8, "keyframe": "k.png"}]"""));
        assertThat(brief.seed()).isEqualTo(BigInteger.TWO.pow(64).subtract(BigInteger.ONE));
        assertThat(brief.deadline()).isEqualTo(Instant.parse("2026-12-24T18:00:00Z"));
        assertThat(brief.callbackUrl()).isEqualTo(URI.create("http://127.0.0.1:9000/done"));
        assertThat(brief.labels()).isEqualTo(Map.of("team/one", "x", "a", ""));
        assertThat(brief.priority()).isEqualTo(Priority.HIGH);
        assertThat(brief.cache()).isFalse();
        assertThat(brief.scenes())
                .containsExactly(new Brief.BriefScene("One", "S", "P", "M", "N", "C", "red, blue", 8, "k.png"));
        assertThat(Json.read(Json.write(brief), Brief.class)).isEqualTo(brief);
    }

    @Test
    void makesAsManyScenesAsAreGivenWhenNoCountIsSaid() {
        assertThat(Briefs.read("b.json", Briefs.json("\"scenes\": [{}, {}, {}, {}, {}]"))
                        .sceneCount())
                .isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"🎬 Ein Leuchtturm für Zoë", "灯台の帳簿", "👩‍🚀 und 👨‍👩‍👧", "שלום"})
    void takesTextsOfAllLanguages(String text) {
        Brief brief = Briefs.read("b.yaml", "title: \"" + text + "\"\n" + yaml());
        assertThat(brief.title()).isEqualTo(text);
    }

    @Test
    void readsByteOrderMarkWindowsLineEndsAndOuterSpaceAsIfTheyWereNotThere() {
        String plain = "---\ngenre: drama\nmood: ' calm '\n---\n\n" + Briefs.PREMISE + "\nSecond line.\n";
        String windows = "\ufeff" + plain.replace("\n", "\r\n");
        assertThat(Briefs.read("b.md", windows)).isEqualTo(Briefs.read("b.md", plain));
        assertThat(Briefs.read("b.md", windows).premise()).isEqualTo(Briefs.PREMISE + "\nSecond line.");
        assertThat(Briefs.read("b.md", windows).mood()).isEqualTo("calm");
        assertThat(Briefs.read("b.json", "\ufeff" + Briefs.json("\r\n").replace("\r\n,", "")))
                .isNotNull();
    }

    @Test
    void prefersThePremiseOfTheFrontMatterToTheBody() {
        Brief brief = Briefs.read("b.md", "---\n" + yaml() + "---\nSome notes that nobody has to read here.\n");
        assertThat(brief.premise()).isEqualTo(Briefs.PREMISE);
    }

    @Test
    void takesNullForNotSaid() {
        assertThat(Briefs.read("b.yaml", "title:\nseed: ~\n" + yaml())).isEqualTo(Briefs.read(Briefs.small()));
    }

    @ParameterizedTest
    @ValueSource(strings = {".nan", ".inf", "-.inf", "1e400", "nan"})
    void refusesSeedsInYamlThatAreNoNumbers(String seed) {
        assertThatThrownBy(() -> Briefs.read("b.yaml", "seed: " + seed + "\n" + yaml()))
                .isInstanceOf(BriefRejectedException.class)
                .hasMessageStartingWith("b.yaml is refused: seed: ");
    }

    @Test
    void countsLinesOfFrontMatterFromTheTopOfTheFile() {
        assertThatThrownBy(() -> Briefs.read("b.md", "---\ngenre: drama\nmood: [\n---\nText.\n"))
                .hasMessageContaining("line 4");
    }

    @Test
    void refusesJsonThatIsNoObject() {
        assertThatThrownBy(() -> Briefs.READER.readJson(IntNode.valueOf(3)))
                .isInstanceOf(BriefRejectedException.class)
                .hasMessage("the brief is refused: content: it must be one object with the fields of a brief.");
    }

    private static String yaml() {
        return "premise: " + Briefs.PREMISE + "\ngenre: drama\nmood: calm\n";
    }
}
