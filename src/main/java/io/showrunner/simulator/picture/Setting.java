package io.showrunner.simulator.picture;

import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** A composition and the words that call for it; a strong word weighs three times as much as a weak one. */
record Setting(Consumer<Shot> painter, boolean outdoors, List<String> strong, List<String> weak) {
    private static final int STRONG = 3;
    private static final List<Setting> ALL = List.of(
            indoors(
                    TableTop::paint,
                    "ledger page handwriting letter manuscript map photograph reel tape recorder playback diary typewriter",
                    "ink paper desk book macro pen notebook close"),
            indoors(Bloom::paint, "bud petal flower bloom", "blossom opening close macro stem"),
            indoors(
                    Room::paint,
                    "room counter kitchen office window pane booth cafe bedroom library clerk studio",
                    "interior table chair inside desk door lamp glass"),
            indoors(
                    Corridor::paint,
                    "corridor hallway tunnel aisle hold garage stairwell subway car deck",
                    "door lower between flicker emergency metal"),
            outdoors(
                    Orchard::paint,
                    "orchard row terrace vineyard greenhouse avenue irrigation",
                    "tree robot fruit pruning root"),
            outdoors(
                    Field::paint,
                    "field wheat mast antenna farm prairie crop meadow harvest",
                    "rural grass barn horizon scarecrow tower"),
            indoors(
                    Workshop::paint,
                    "workshop bench kiln clay tool sponge miniature",
                    "animal fox candle potter brush jar menagerie"),
            outdoors(
                    Seascape::paint,
                    "sea ocean lighthouse ferry bow harbour harbor coast shore gallery pier boat ship",
                    "water wave fog beam searchlight gull cliff railing storm signal"),
            outdoors(
                    Skyline::paint,
                    "city street skyline rooftop neon downtown alley tower bridge",
                    "rain traffic night building"),
            outdoors(
                    Orbit::paint,
                    "space planet orbit orbital station moon asteroid satellite galaxy",
                    "star void stars ship"),
            outdoors(Forest::paint, "forest wood grove jungle woods pine trunk", "tree path moss fern leaf mist deer"),
            outdoors(
                    Mountains::paint,
                    "mountain ridge valley desert dune canyon summit glacier hill peak",
                    "road path snow rock wind horizon"));

    /** The composition that most words ask for, the earlier one of equals; mountains when none does. */
    static Setting of(Words words) {
        return ALL.stream()
                .filter(setting -> setting.score(words) > 0)
                .min(Comparator.comparingInt((Setting setting) -> -setting.score(words)))
                .orElse(ALL.get(ALL.size() - 1));
    }

    void paint(Shot shot) {
        painter.accept(shot);
        Weather.paint(shot, outdoors);
    }

    private int score(Words words) {
        return STRONG * words.count(strong) + words.count(weak);
    }

    private static Setting indoors(Consumer<Shot> painter, String strong, String weak) {
        return new Setting(painter, false, List.of(strong.split(" ")), List.of(weak.split(" ")));
    }

    private static Setting outdoors(Consumer<Shot> painter, String strong, String weak) {
        return new Setting(painter, true, List.of(strong.split(" ")), List.of(weak.split(" ")));
    }
}
