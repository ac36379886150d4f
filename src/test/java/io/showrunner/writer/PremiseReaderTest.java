package io.showrunner.writer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PremiseReaderTest {
    private static final PremiseReader READER = new PremiseReader(words());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A retired lighthouse keeper finds a hidden ledger.   | [retired lighthouse keeper] | [lighthouse] | [hidden ledger]",
                "An old man and his dog wait on a bridge.             | [old man, dog] | [bridge] | []",
                "Two strangers share a table in a crowded café.       | [strangers] | [crowded café] | [table]",
                "Whales have learned to sing.                         | [whales] | [] | []",
                "A glassblower inherits a furnace.                    | [glassblower] | [] | [furnace]",
                "A door in the ocean.                                 | [] | [ocean] | [door]"
            })
    void findsPeoplePlacesAndThings(String premise, String people, String places, String things) {
        PremiseWorld world = READER.read(premise);

        assertThat(world.people().toString()).isEqualTo(people);
        assertThat(world.places().toString()).isEqualTo(places);
        assertThat(world.things().toString()).isEqualTo(things);
    }

    @Test
    void aThingIsNobody() {
        assertThat(READER.read("A piano falls from the sky onto a parked car.").people())
                .isEmpty();
    }

    @Test
    void whoeverIsDeadIsNotThereToBeSeen() {
        assertThat(READER.read("A clerk hears her late brother and their dead captain.")
                        .people())
                .containsExactly("clerk");
    }

    @Test
    void aVerbBehindSomebodyIsNoPartOfThem() {
        assertThat(READER.read(
                                "A library robot reads stories. Three magicians plan a theft. A captain and a smuggler share it.")
                        .people())
                .containsExactly("library robot", "magicians", "captain", "smuggler");
    }

    @Test
    void whatSomebodyOwnsGoesWithoutTheOwner() {
        assertThat(READER.read("A girl must bake the king's birthday cake.").things())
                .containsExactly("birthday cake");
    }

    @Test
    void aPhraseEndsWithItsSentencePart() {
        assertThat(READER.read("They met for a year without ever speaking of a letter.")
                        .things())
                .containsExactly("letter");
    }

    @Test
    void whereItIsComesBeforeOtherPlaces() {
        assertThat(READER.read("A clerk must reach the border on the last ferry.")
                        .places())
                .containsExactly("ferry", "border");
    }

    @ParameterizedTest
    @ValueSource(strings = {"A dancer is lost in Paris.", "A dancer wakes up in Paris."})
    void aNameBehindInIsAPlace(String premise) {
        assertThat(READER.read(premise).places()).containsExactly("Paris");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"A clerk writes it in Spanish.", "A clerk hears it in Morse code.", "A clerk returns in March."})
    void aLanguageAndAMonthAreNoPlaces(String premise) {
        assertThat(READER.read(premise).places()).isEmpty();
    }

    @Test
    void withoutAThingItIsAboutTheSecondPlace() {
        assertThat(READER.read("A thief plans to rob the casino, but the vault is guarded.")
                        .things())
                .containsExactly("vault");
    }

    @Test
    void anotherLanguageGivesNothing() {
        assertThat(READER.read("Ein alter Uhrmacher repariert in seiner Werkstatt in Wien eine Uhr."))
                .isEqualTo(READER.read(""));
    }

    private static NounWords words() {
        try {
            return NounWords.read(Writers.CONFIG.resolve("stories"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
