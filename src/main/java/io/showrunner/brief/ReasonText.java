package io.showrunner.brief;

import java.util.stream.Collectors;

/** The text of {@code <brief>.reason.txt}: what is wrong, field by field, and what to do. Says the same at every try. */
final class ReasonText {
    private ReasonText() {}

    static String of(BriefRejectedException refusal) {
        String problems = refusal.problems().stream()
                .map(problem ->
                        """

                        Field: %s
                        Value: %s
                        Rule:  %s
                        """.formatted(problem.field(), problem.value() == null ? "-" : problem.value(), problem.rule()))
                .collect(Collectors.joining());
        return "%s\n%s\nWhat to do: correct the file and drop it into the inbox again. The fields of a brief are described in"
                        .formatted(refusal.getMessage().lines().findFirst().orElseThrow(), problems)
                + "\nconfig/schemas/brief.schema.json, examples lie in config/briefs. Nothing was made of this brief.\n";
    }

    static String of(Acceptance conflict) {
        return """
                %s

                Field: briefId
                Value: %s
                Rule:  it must belong to one brief only

                The first story: %s, accepted %s as %s
                What to do: give the brief another briefId, or none, and drop it into the inbox again. Nothing was made of this
                brief, and the first story goes on.
                """.formatted(
                        conflict.message(),
                        conflict.record().briefId(),
                        conflict.storyId(),
                        conflict.record().acceptedAt(),
                        conflict.record().briefName());
    }
}
