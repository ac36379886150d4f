package io.showrunner.writer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnglishTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "grey, brass",
                "A vendor in Los Angeles, La Brea at dusk, under neon",
                "Zoë at the Café de la Paix, dusk, 35mm",
                "Girl in a red coat below a sign that reads 駅, neon light",
                "old man, fedora, con artist smile, van parked behind, met by the sea"
            })
    void englishPassesWithNamesFromElsewhere(String text) {
        assertThat(EnglishText.complaint(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Die Wärterin steht mit der Lampe im Nebel und sieht auf das Meer",
                "Le gardien est dans la lanterne avec une lampe sous la pluie",
                "El farero mira el mar con una lampara en la niebla",
                "Il guardiano nella lanterna con una lampada che illumina il mare"
            })
    void otherLanguagesInLatinLettersAreNoticed(String text) {
        assertThat(EnglishText.complaint(text)).hasValue("is in another language");
    }

    @ParameterizedTest
    @ValueSource(strings = {"赤いコートの少女", "Смотритель маяка", "등대지기 in fog", "حارس المنارة"})
    void otherScriptsAreNoticed(String text) {
        assertThat(EnglishText.complaint(text)).hasValue("is not in Latin letters");
    }
}
