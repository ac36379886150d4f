package io.showrunner.writer;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.brief.Brief;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContinuityTest {
    private static final String LOOK = "grey-haired woman in a wool coat";
    private static final Continuity FILM = Continuity.of(List.of(
            new Brief.Character("Mara Voss", LOOK),
            new Brief.Character("Old Tom", "bearded sailor."),
            new Brief.Character("Rose", "girl with a red scarf"),
            new Brief.Character("ハル", "赤いコートの少女"),
            new Brief.Character("Ann", null),
            new Brief.Character(null, "a stranger")));

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            Mara Voss at the rail, fog          | Mara Voss, grey-haired woman in a wool coat, at the rail, fog
            fog, then mara voss, dawn           | fog, then mara voss, grey-haired woman in a wool coat, dawn
            Mara wiping salt from a pane        | Mara, grey-haired woman in a wool coat, wiping salt from a pane
            Fog around Mara                     | Fog around Mara, grey-haired woman in a wool coat
            Mara's hand on the glass, dawn      | Mara's hand on the glass, Mara grey-haired woman in a wool coat, dawn
            Tom in an old boat                  | Tom, bearded sailor, in an old boat
            Rose, running                       | Rose, girl with a red scarf, running
            """)
    void aPromptThatNamesSomebodyGetsTheLookWordForWord(String prompt, String shown) {
        assertThat(FILM.withLooks(prompt)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Mara, Grey-haired  woman in a wool coat, at the rail
            A rose in a glass of water
            Marabou storks on a roof, an old man waiting
            An empty lamp room at dawn
            Ann and ハル on a platform
            """)
    void aPromptThatHasTheLookOrNamesNobodyStaysAsItIs(String prompt) {
        assertThat(FILM.withLooks(prompt)).isEqualTo(prompt);
    }

    @Test
    void everybodyIsDescribedAndOnlyOnce() {
        String once = FILM.withLooks("Mara Voss and Tom share a bench, Mara smiles");

        assertThat(once).containsOnlyOnce(LOOK).containsOnlyOnce("bearded sailor");
        assertThat(FILM.withLooks(once)).isEqualTo(once);
    }

    @Test
    void aNameThatTwoShareIsNobodysUntilItIsWhole() {
        Continuity sisters = Continuity.of(
                List.of(new Brief.Character("Mara Voss", "tall"), new Brief.Character("Ida Voss", "small")));

        assertThat(sisters.withLooks("Voss at the door")).isEqualTo("Voss at the door");
        assertThat(sisters.withLooks("Ida at the door")).isEqualTo("Ida, small, at the door");
    }
}
