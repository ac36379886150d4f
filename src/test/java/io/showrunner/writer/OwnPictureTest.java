package io.showrunner.writer;

import static org.assertj.core.api.Assertions.assertThat;

import io.showrunner.brief.Brief;
import io.showrunner.brief.Brief.BriefScene;
import io.showrunner.writer.OwnPicture.Looks;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnPictureTest {
    private static final Looks LOOKS = new Looks(
            Continuity.of(List.of(
                    new Brief.Character("Ilse Varga", "woman in a navy jacket"),
                    new Brief.Character("The man in seat 12", "tall man in a raincoat"))),
            Map.of("Fox", "thumb-sized clay fox"),
            List.of("woman in a navy jacket", "tall man in a raincoat"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Ilse waits.              | Ilse, woman in a navy jacket, waits, on the ferry",
                "The tiny fox waits.      | The tiny fox, thumb-sized clay fox, waits, on the ferry",
                "On the gallery she waits | On the gallery she, woman in a navy jacket, waits, on the ferry",
                "Below, he waits.         | Below, he, tall man in a raincoat, waits, on the ferry",
                "The photographs differ.  | The photographs differ, on the ferry"
            })
    void whoeverIsMeantHasALook(String summary, String seen) {
        assertThat(picture(summary, null).seen()).isEqualTo(seen);
    }

    @Test
    void thePlaceIsSaidOnce() {
        assertThat(picture("The last ferry leaves without a light.", null).seen())
                .isEqualTo("The last ferry leaves without a light");
    }

    @Test
    void aPlaceThatTheBriefDoesNotNameIsNotAdded() {
        BriefScene scene = scene("A lone antenna stands in a field.", "slow zoom");

        assertThat(OwnPicture.of(scene, LOOKS, null))
                .isEqualTo(new OwnPicture("A lone antenna stands in a field", "slow zoom"));
    }

    @Test
    void whatAnImageModelCannotReadIsNoPicture() {
        assertThat(picture("Der alte Mann wartet auf der Brücke und sieht nach dem Schiff.", null))
                .isEqualTo(OwnPicture.NONE);
    }

    private static OwnPicture picture(String summary, String camera) {
        return OwnPicture.of(scene(summary, camera), LOOKS, "on the ferry");
    }

    private static BriefScene scene(String summary, String camera) {
        return new BriefScene(null, summary, null, null, null, camera, null, null, null);
    }
}
