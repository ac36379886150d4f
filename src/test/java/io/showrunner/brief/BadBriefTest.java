package io.showrunner.brief;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of bad brief, and the sentence a person reads about it. */
class BadBriefTest {

    @ParameterizedTest(name = "{0} {2}")
    @MethodSource
    void saysWhatIsWrongWithTheFile(String name, byte[] content, String sentence) {
        BriefRejectedException refusal =
                catchThrowableOfType(BriefRejectedException.class, () -> Briefs.READER.read(name, content));
        assertThat(refusal).isNotNull();
        assertThat(refusal.getMessage().lines().findFirst().orElseThrow()).startsWith(name + " is refused");
        assertThat(refusal.problems()).hasSize(1);
        assertThat(refusal.problems().get(0).sentence()).contains(sentence);
    }

    static Stream<Arguments> saysWhatIsWrongWithTheFile() {
        String good = Briefs.json("");
        return Stream.of(
                bad("empty.json", "", "file size: 0 bytes is not allowed; it must have content."),
                bad("blank.json", " \n", "content: it must be one object"),
                bad("comments.yaml", "# nothing\n", "content: it must be one object"),
                bad("list.json", "[" + good + "]", "content: it must be one object"),
                bad("cut.json", good.substring(0, 40), "content: it cannot be read (line 1, column"),
                bad("two.json", good + good, "content: there must be only one document in the file (line 1"),
                bad("tail.json", good + " }", "content: it cannot be read"),
                bad(
                        "two.yaml",
                        "genre: drama\n---\ngenre: drama\n",
                        "there must be only one document in the file (line"),
                bad("large.json", Briefs.json("\"title\": \"" + "x".repeat(300_000) + "\""), "at most 262144 bytes"),
                bad("deep.json", "{\"labels\":" + "[".repeat(100_000), "content: it must not be nested deeper than 20"),
                bad("deep.yaml", "labels: " + "[".repeat(100_000), "content: it must not be nested deeper than 20"),
                bad("steps.yaml", steps(60), "content: it must not be nested deeper than 20"),
                bad("bomb.yaml", bomb(), "content: *a is not allowed; YAML aliases must be written out (line 2"),
                bad("twice.json", Briefs.json("\"mood\": \"loud\""), "mood: it must be there only once"),
                bad("twice.yaml", "mood: a\nmood: b\n", "mood: it must be there only once (line 2"),
                bad("tag.yaml", "premise: !!javax.script.ScriptEngineManager [x]\ngenre: g\nmood: m\n", "a list of 1"),
                bad("merge.yaml", yaml("<<: {title: x}"), "<<: there is no such field"),
                bad("tabs.yaml", "genre: drama\n\tmood: calm\n", "content: it cannot be read (line 2"),
                bad("plain.md", "Once upon a time.\n", "front matter: it must stand at the top"),
                bad("open.md", "---\ngenre: drama\n", "front matter: it must stand at the top"),
                bad(
                        "nobody.md",
                        "---\ngenre: drama\nmood: calm\n---\n\n",
                        "premise: it is missing; it must be text of 20"),
                bad("notes.txt", good, "file name: \"notes.txt\" is not allowed; it must end in .json"),
                bad("README", good, "it must end in .json, .yaml, .yml or .md"),
                arguments("latin.json", Briefs.json("\"title\": \"é\"").getBytes(ISO_8859_1), "byte 0xE9 at offset 11"),
                arguments("wide.json", good.getBytes(UTF_16), "encoding: byte 0xFE at offset 0 is not allowed"),
                arguments("half.json", new byte[] {'{', (byte) 0xF0, (byte) 0x9F}, "encoding: byte 0xF0 at offset 1"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void namesFieldValueAndRule(String fields, String sentence) {
        BriefRejectedException refusal =
                catchThrowableOfType(BriefRejectedException.class, () -> Briefs.read("b.json", Briefs.json(fields)));
        assertThat(refusal).as(fields).isNotNull();
        assertThat(refusal).hasMessage("b.json is refused: " + sentence);
    }

    static Stream<Arguments> namesFieldValueAndRule() {
        String number = " is not allowed; it must be a whole number from ";
        String side = number + "64 to 4096, a multiple of 8.";
        String keyframe =
                " is not allowed; it must be a path below the home or the inbox, without .. and with / between its parts.";
        String fetched =
                " is not allowed; pictures are not fetched from the web; save it below the home, for example in"
                        + " keyframes/, and give that path.";
        return Stream.of(
                arguments("\"sceneCount\": 0", "sceneCount: 0" + number + "1 to 12."),
                arguments("\"sceneCount\": 13", "sceneCount: 13" + number + "1 to 12."),
                arguments("\"sceneCount\": -1", "sceneCount: -1" + number + "1 to 12."),
                arguments("\"sceneCount\": \"three\"", "sceneCount: \"three\"" + number + "1 to 12."),
                arguments("\"sceneCount\": 2.5", "sceneCount: 2.5" + number + "1 to 12."),
                arguments("\"sceneCount\": [3]", "sceneCount: a list of 1" + number + "1 to 12."),
                arguments("\"seed\": NaN", "seed: NaN is not allowed; it must be a finite number."),
                arguments("\"seed\": -Infinity", "seed: -Infinity is not allowed; it must be a finite number."),
                arguments("\"seed\": 1e400", "seed: 1E+400 is not allowed; it must be a finite number."),
                arguments("\"width\": 1e999999999", "width: 1E+999999999 is not allowed; it must be a finite number."),
                arguments("\"width\": 1e-999999999", "width: 1E-999999999" + side),
                arguments("\"seed\": -1", "seed: -1" + number + "0 to 18446744073709551615."),
                arguments(
                        "\"seed\": 18446744073709551616",
                        "seed: 18446744073709551616" + number + "0 to 18446744073709551615."),
                arguments("\"width\": 1000000000", "width: 1000000000" + side),
                arguments("\"height\": 577", "height: 577" + side),
                arguments(
                        "\"priority\": \"urgent\"",
                        "priority: \"urgent\" is not allowed; it must be one of high, normal, low."),
                arguments("\"cache\": \"no\"", "cache: \"no\" is not allowed; it must be true or false."),
                arguments("\"sceneCont\": 3", "sceneCont: there is no such field; did you mean sceneCount?"),
                arguments(
                        "\"scenes\": [{\"promt\": \"x\"}]",
                        "scenes[0].promt: there is no such field; did you mean prompt?"),
                arguments("\"title\": \"\"", "title: \"\" is not allowed; it must be text of 1 to 120 characters."),
                arguments(
                        "\"title\": \"a\\u0000b\"",
                        "title: \"a\\u0000b\" is not allowed; it must be text without control characters, line breaks and"
                                + " tabs."),
                arguments(
                        "\"visualStyle\": \"a\\u001b[31m\"",
                        "visualStyle: \"a\\u001b[31m\" is not allowed; it must be text without control characters."),
                arguments(
                        "\"title\": \"\\ud83d\"",
                        "title: \"\\ud83d\" is not allowed; it must be text without control characters, line breaks and"
                                + " tabs."),
                arguments(
                        "\"characters\": [{\"visual\": \"x\"}]",
                        "characters[0].name: it is missing; it must be text of 1 to 80 characters."),
                arguments("\"keyframes\": [\"../secret.png\"]", "keyframes[0]: \"../secret.png\"" + keyframe),
                arguments("\"keyframes\": [\"/etc/passwd\"]", "keyframes[0]: \"/etc/passwd\"" + keyframe),
                arguments(
                        "\"keyframes\": [\"http://10.0.0.1/a.png\"]",
                        "keyframes[0]: \"http://10.0.0.1/a.png\"" + fetched),
                arguments(
                        "\"scenes\": [{\"keyframe\": \"HTTPS://example.org/a.png\"}]",
                        "scenes[0].keyframe: \"HTTPS://example.org/a.png\"" + fetched),
                arguments("\"keyframes\": [\"C:\\\\x.png\"]", "keyframes[0]: \"C:\\x.png\"" + keyframe),
                arguments("\"keyframes\": [\"file:///etc/passwd\"]", "keyframes[0]: \"file:///etc/passwd\"" + keyframe),
                arguments(
                        "\"scenes\": [{\"keyframe\": \"a/../../b\"}]", "scenes[0].keyframe: \"a/../../b\"" + keyframe),
                arguments(
                        "\"sceneCount\": 1, \"keyframes\": [\"a.png\", \"b.png\"]",
                        "keyframes: a list of 2 is not allowed; it must not have more than one for each scene, 1."),
                arguments(
                        "\"sceneCount\": 1, \"scenes\": [{}, {}]",
                        "scenes: a list of 2 is not allowed; it must not have more scenes than sceneCount says, 1."),
                arguments(
                        "\"storyboard\": true, \"workflow\": \"smoke\"",
                        "workflow: \"smoke\" is not allowed; with storyboard: true it makes the film of the pictures, so it"
                                + " must take a keyframe, as svd-img2vid does."),
                arguments(
                        "\"storyboard\": true, \"scenes\": [{\"keyframe\": \"a.png\"}]",
                        "storyboard: true together with keyframes is not allowed; it draws the pictures itself; leave one"
                                + " of the two out."),
                arguments(
                        "\"workflow\": \"txt2img-sdv\"",
                        "workflow: \"txt2img-sdv\" is not allowed; there is no such workflow template; did you mean"
                                + " txt2img-svd?"),
                arguments(
                        "\"workflow\": \"../x\"",
                        "workflow: \"../x\" is not allowed; it must be the name of a workflow template: smoke,"
                                + " svd-img2vid, txt2img-keyframe, txt2img-svd."),
                arguments(
                        "\"deadline\": \"tomorrow\"",
                        "deadline: \"tomorrow\" is not allowed; it must be a time with its offset, such as"
                                + " 2026-12-24T18:00:00Z."),
                arguments(
                        "\"callbackUrl\": \"ftp://example.org\"",
                        "callbackUrl: \"ftp://example.org\" is not allowed; it must be an http or https address with a"
                                + " host and without a user name."),
                arguments(
                        "\"labels\": {\"a\": 1}",
                        "labels.a: 1 is not allowed; it must be text of at most 200 characters, in quotes."),
                arguments(
                        "\"labels\": {\"a b\": \"x\"}",
                        "labels.a b: \"a b\" is not allowed; it must be a label of 1 to 63 letters, digits, dots, hyphens,"
                                + " underscores or slashes that starts with a letter or digit."));
    }

    @Test
    void listsAllProblemsAndNamesTheFirstInTheFirstLine() {
        BriefRejectedException refusal = catchThrowableOfType(
                BriefRejectedException.class, () -> Briefs.read("b.json", "{\"sceneCount\": 13, \"genre\": 7}"));
        assertThat(refusal.getMessage().lines()).hasSize(4).anySatisfy(line -> assertThat(line)
                .startsWith("b.json is refused for 4 reasons, the first is "));
        assertThat(refusal.problems())
                .extracting(Problem::field)
                .containsExactlyInAnyOrder("sceneCount", "genre", "premise", "mood");
    }

    @Test
    void stopsCountingWhenAFileIsAllWrong() {
        String fields =
                IntStream.range(0, 15_000).mapToObj(i -> "\"f" + i + "\": 1").collect(Collectors.joining(","));
        BriefRejectedException refusal =
                catchThrowableOfType(BriefRejectedException.class, () -> Briefs.read("b.json", Briefs.json(fields)));
        assertThat(refusal).hasMessageStartingWith("b.json is refused for more than 20 reasons, the first is f");
        assertThat(refusal.problems()).hasSize(20);
    }

    private static Arguments bad(String name, String content, String sentence) {
        return arguments(name, content.getBytes(UTF_8), sentence);
    }

    private static String yaml(String line) {
        return line + "\npremise: " + Briefs.PREMISE + "\ngenre: drama\nmood: calm\n";
    }

    private static String steps(int depth) {
        StringBuilder yaml = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            yaml.append(" ".repeat(i)).append("a:\n");
        }
        return yaml.toString();
    }

    private static String bomb() {
        StringBuilder yaml = new StringBuilder("a: &a [x, x, x, x, x, x, x, x, x]\n");
        for (char level = 'b'; level <= 'i'; level++) {
            String below = "*" + (char) (level - 1);
            yaml.append(level)
                    .append(": &")
                    .append(level)
                    .append(" [")
                    .append((below + ", ").repeat(8))
                    .append(below)
                    .append("]\n");
        }
        return yaml.toString();
    }
}
