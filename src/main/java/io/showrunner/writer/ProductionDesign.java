package io.showrunner.writer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.showrunner.brief.Brief;
import io.showrunner.story.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * What is the same in all pictures of a film, fixed once by its outline.
 *
 * @param cast who appears and is not described by the brief
 * @param place where it happens; empty when not said
 * @param palette its colours; empty when not said
 */
record ProductionDesign(List<Brief.Character> cast, String place, String palette) {
    static final ProductionDesign NONE = new ProductionDesign(List.of(), "", "");

    ProductionDesign {
        cast = List.copyOf(cast);
    }

    /** Of a normalised outline. */
    static ProductionDesign of(JsonNode outline) {
        List<Brief.Character> cast = new ArrayList<>();
        outline.path("cast")
                .forEach(entry -> cast.add(new Brief.Character(
                        entry.path("name").asText(), entry.path("looks").asText())));
        return new ProductionDesign(
                cast, outline.path("place").asText(), outline.path("palette").asText());
    }

    /** An outline is good without a design: what is missing is empty, and nobody without a name and a look is in the cast. */
    static void fillIn(ObjectNode outline) {
        List<JsonNode> described = outline.path("cast")
                .valueStream()
                .filter(entry -> Wording.isSaid(entry.path("name").asText())
                        && Wording.isSaid(entry.path("looks").asText()))
                .toList();
        outline.putArray("cast").addAll(described);
        outline.put("place", outline.path("place").asText());
        outline.put("palette", outline.path("palette").asText());
    }

    /** The design as the questions for the scenes tell it; without what is not said. */
    ObjectNode toJson() {
        ObjectNode design = Json.mapper().createObjectNode();
        if (!cast.isEmpty()) {
            cast.forEach(character -> design.withArray("cast")
                    .addObject()
                    .put("name", character.name())
                    .put("looks", character.visual()));
        }
        if (!place.isEmpty()) {
            design.put("place", place);
        }
        if (!palette.isEmpty()) {
            design.put("palette", palette);
        }
        return design;
    }

    /** Those of the brief whose look a picture can be made of, and of the film's own the others. */
    List<Brief.Character> castWith(List<Brief.Character> ofBrief) {
        List<Brief.Character> all = new ArrayList<>(ofBrief.stream()
                .filter(character -> Continuity.isReadable(character.visual()))
                .toList());
        List<String> known = all.stream().map(Brief.Character::name).toList();
        cast.stream().filter(character -> !known.contains(character.name())).forEach(all::add);
        return all;
    }
}
