package io.showrunner.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.showrunner.capacity.Plan;
import io.showrunner.capacity.Plan.Estimate;
import io.showrunner.capacity.Wish;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** A plan for people: what was asked, a column for each basis, and what else it takes. */
final class PlanText {
    private final Plan plan;
    private final TextTable table;

    private PlanText(Plan plan) {
        this.plan = plan;
        this.table = new TextTable(
                Stream.concat(Stream.of(""), plan.estimates().stream().map(each -> each.times()
                                .basis()
                                .name()))
                        .toArray(String[]::new));
    }

    static List<String> of(Plan plan) {
        PlanText text = new PlanText(plan);
        List<String> lines = new ArrayList<>();
        lines.add("%s, by profile %s with %s and at most %s"
                .formatted(
                        question(plan.wish()),
                        plan.profile(),
                        gpus(plan.profileGpus()),
                        count(plan.maxInstances(), "server")));
        lines.add("scenes on one GPU at the same time: " + plan.memory());
        text.rows();
        lines.addAll(text.table.lines());
        lines.add(text.languageModel());
        lines.add(text.disk());
        lines.add("reckoned by " + plan.formula());
        return lines;
    }

    private static String question(Wish wish) {
        if (wish.scenes() != null) {
            return wish.scenes() + " scenes" + (wish.within() == null ? "" : " within " + time(wish.within()));
        }
        return "%s stories per hour of %d scenes, each to wait %s at most"
                .formatted(number(wish.storiesPerHour()), wish.scenesPerStory(), time(wish.maxWait()));
    }

    private void rows() {
        row("one scene takes", each -> each.times().words());
        row("GPUs needed", PlanText::needed);
        row("what follows is for", each -> gpus(each.gpus()));
        row("scenes per hour at the most", each -> number(each.scenesPerHour()));
        row("all done after", each -> time(each.done()));
        row("rendered after, at least", each -> time(each.least()));
        row("rendered after, at most", each -> time(each.most()));
        row("a GPU is busy", each -> percent(each.utilisation()));
        row("a scene waits", PlanText::wait);
        row("held up by", each -> each.bottleneck().equals("llm") ? "the language model" : "the GPUs");
        row("LLM servers needed", each -> number(each.llmServersNeeded()));
    }

    /** What does not apply to any basis has no row. */
    private void row(String name, Function<Estimate, String> cell) {
        List<String> cells = plan.estimates().stream()
                .map(each -> cell.apply(each) == null ? "" : cell.apply(each))
                .toList();
        if (cells.stream().anyMatch(each -> !each.isEmpty())) {
            table.add(Stream.concat(Stream.of(name), cells.stream())
                    .map(TextNode::valueOf)
                    .toArray(JsonNode[]::new));
        }
    }

    private static String needed(Estimate estimate) {
        return estimate.gpusNeeded() == null
                ? null
                : estimate.gpusNeeded() + (estimate.moreThanProfile() ? ", more than the profile allows" : "");
    }

    private static String wait(Estimate estimate) {
        if (estimate.growth() != null) {
            return "ever longer, by %s scenes per hour".formatted(number(estimate.growth()));
        }
        return estimate.utilisation() != null && estimate.waiting() == null ? "ever longer" : time(estimate.waiting());
    }

    private String languageModel() {
        Plan.Writing llm = plan.llm();
        return "language model: %d answers a story, %s s each (%s); %s, %d at a time: %s stories per hour%s"
                .formatted(
                        llm.requestsPerStory(),
                        number(llm.answer()),
                        source(llm.answersMeasured(), "answers"),
                        count(llm.servers(), "server"),
                        llm.concurrent(),
                        number(llm.storiesPerHour()),
                        llm.writing() == null ? "" : ", " + time(llm.writing()) + " for these");
    }

    private String disk() {
        Plan.Disk disk = plan.disk();
        return "disk: %.2f MB a frame (%s), %s GB%s, %s of the profile's disk"
                .formatted(
                        disk.frame(),
                        source(disk.framesMeasured(), "frames"),
                        number(disk.gigabytes()),
                        plan.wish().scenes() == null ? " a day" : "",
                        percent(disk.share()));
    }

    private static String source(int measured, String what) {
        return measured == 0 ? "profile" : "measured of " + measured + " " + what;
    }

    private static String gpus(int number) {
        return count(number, "GPU");
    }

    static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static String percent(Double share) {
        return share == null ? null : number(100 * share) + " %";
    }

    private static String number(Number number) {
        if (number == null) {
            return null;
        }
        double value = number.doubleValue();
        return String.format(Locale.ROOT, value < 10 && value != Math.rint(value) ? "%.1f" : "%.0f", value);
    }

    private static String time(Double seconds) {
        return seconds == null ? null : time(Duration.ofMillis(Math.round(seconds * 1000)));
    }

    private static String time(Duration time) {
        long seconds = Math.round(time.toMillis() / 1000.0);
        if (seconds >= 3600) {
            return "%dh%02dm".formatted(seconds / 3600, seconds % 3600 / 60);
        }
        return seconds >= 60 ? "%dm%02ds".formatted(seconds / 60, seconds % 60) : seconds + "s";
    }
}
