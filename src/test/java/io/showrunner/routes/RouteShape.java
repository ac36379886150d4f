package io.showrunner.routes;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.routes.RouteText.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The rules that keep a route readable: length, nesting, expressions, and that a stage is more than a bean. */
final class RouteShape {
    static final int MAX_LINES = 120;
    static final int MAX_STEPS = 12;
    static final int MAX_NESTING = 3;
    static final int MAX_SIMPLE = 120;

    private static final Set<String> LANGUAGES =
            Set.of("simple", "constant", "method", "variable", "header", "exchangeProperty", "jsonpath", "tokenize");
    private static final Set<String> EXPRESSION_KEYS = Set.of(
            "expression",
            "correlationExpression",
            "completionPredicate",
            "completionSizeExpression",
            "completionTimeoutExpression",
            "handled",
            "continued",
            "onWhen",
            "retryWhile");
    private static final Set<String> NO_EXPRESSION_INSIDE = Set.of("parameters", "bean");
    private static final Pattern OPERATOR = Pattern.compile(
            " (==|!=|=~|!=~|>=|<=|>|<|&&|\\|\\||\\+\\+|--|!?contains|!?~~|!?regex|!?in|!?is|!?range|!?startsWith|!?endsWith) ");
    private static final Pattern NESTED = Pattern.compile("\\$\\{[^}]*\\$\\{");
    private static final Set<String> JAVA_STEPS = Set.of("bean", "process", "log");

    private final List<String> violations = new ArrayList<>();

    private RouteShape() {}

    /** One line for each rule that is broken: file, id, rule. */
    static List<String> violations(List<RouteText> files) {
        RouteShape shape = new RouteShape();
        files.forEach(shape::check);
        return shape.violations;
    }

    private void check(RouteText file) {
        if (file.lines().size() > MAX_LINES) {
            violate(
                    file,
                    "-",
                    "a file has at most " + MAX_LINES + " lines, not "
                            + file.lines().size());
        }
        file.bodies().forEach(this::check);
        file.configurations()
                .forEach(each -> checkExpressions(file, each.path("id").asText(), each));
    }

    private void check(Body body) {
        checkChain(body, body.steps(), 0);
        List<String> steps = new ArrayList<>();
        body.steps().forEach(step -> step.fieldNames().forEachRemaining(steps::add));
        if (JAVA_STEPS.containsAll(steps) && (steps.contains("bean") || steps.contains("process"))) {
            violate(body.text(), body.id(), "a stage is more than a bean");
        }
        checkExpressions(body.text(), body.id(), body.route());
    }

    private void checkChain(Body body, JsonNode steps, int nesting) {
        if (steps.size() > MAX_STEPS) {
            violate(body.text(), body.id(), "a chain has at most " + MAX_STEPS + " steps, not " + steps.size());
        }
        if (nesting > MAX_NESTING) {
            violate(body.text(), body.id(), "steps are nested at most " + MAX_NESTING + " deep");
            return;
        }
        steps.forEach(step -> step.forEach(options -> checkInside(body, options, nesting)));
    }

    /** Branches are on the level of their choice or try: they do not nest by themselves. */
    private void checkInside(Body body, JsonNode options, int nesting) {
        for (Map.Entry<String, JsonNode> option : options.properties()) {
            if (option.getKey().equals("steps")) {
                checkChain(body, option.getValue(), nesting + 1);
            } else if (Set.of("when", "otherwise", "doCatch", "doFinally", "onFallback")
                    .contains(option.getKey())) {
                (option.getValue().isArray() ? option.getValue() : List.of(option.getValue()))
                        .forEach(branch -> checkInside(body, branch, nesting));
            }
        }
    }

    private void checkExpressions(RouteText file, String id, JsonNode tree) {
        RouteText.walk(tree, (key, value) -> {
            if (EXPRESSION_KEYS.contains(key) && value.isObject()) {
                value.properties()
                        .forEach(language -> checkCanonical(file, id, language.getKey(), language.getValue()));
            } else if (value.isObject() && !NO_EXPRESSION_INSIDE.contains(key) && !LANGUAGES.contains(key)) {
                LANGUAGES.stream()
                        .filter(value::has)
                        .forEach(language ->
                                violate(file, id, "canonical form: " + key + " has expression: {" + language + ": …}"));
            }
        });
    }

    private void checkCanonical(RouteText file, String id, String language, JsonNode value) {
        if (!value.isObject()) {
            violate(file, id, "canonical form: " + language + ": {expression: …}, not " + value);
        } else if (language.equals("simple")) {
            checkSimple(file, id, value.path("expression").asText());
        }
    }

    private void checkSimple(RouteText file, String id, String simple) {
        if (simple.contains("\n") || simple.length() > MAX_SIMPLE) {
            violate(file, id, "a simple expression is one line of at most " + MAX_SIMPLE + " characters: " + simple);
        }
        if (OPERATOR.matcher(simple).results().count() > 1) {
            violate(file, id, "a simple expression has at most one operator: " + simple);
        }
        if (NESTED.matcher(simple).find()) {
            violate(file, id, "a ${…} inside a ${…} is a bean: " + simple);
        }
    }

    private void violate(RouteText file, String id, String rule) {
        violations.add(file.file() + ": " + id + ": " + rule);
    }
}
