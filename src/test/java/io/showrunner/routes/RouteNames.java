package io.showrunner.routes;

import com.fasterxml.jackson.databind.JsonNode;
import io.showrunner.routes.RouteText.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The naming rules of the routes folder: files, ids, direct endpoints, descriptions, keys. */
final class RouteNames {
    private static final Pattern KEBAB = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final Pattern KEY = Pattern.compile("\\{\\{([^{}]+)}}");
    private static final String DIRECT = "direct:";

    private final Set<String> keys;
    private final Set<String> consumed = new TreeSet<>();
    private final List<String> violations = new ArrayList<>();

    private RouteNames(Properties properties) {
        this.keys = properties.stringPropertyNames();
    }

    /** One line for each rule that is broken: file, id, rule. */
    static List<String> violations(List<RouteText> files, Properties properties) {
        RouteNames names = new RouteNames(properties);
        files.stream()
                .flatMap(file -> file.bodies().stream())
                .map(Body::from)
                .forEach(from -> names.consumed.add(stem(from)));
        files.forEach(names::check);
        return names.violations;
    }

    private void check(RouteText file) {
        String name = file.file().replace(RouteFile.SUFFIX, "");
        List<Body> bodies = file.bodies();
        if (!KEBAB.matcher(name).matches()) {
            violate(file, "-", "the file name is kebab-case");
        }
        if (!bodies.isEmpty()
                && !bodies.get(0).isTemplate()
                && !bodies.get(0).id().equals(name)) {
            violate(file, bodies.get(0).id(), "the file is named as its first route");
        }
        bodies.forEach(this::check);
        file.configurations().forEach(each -> checkId(file, each.path("id").asText()));
        file.configurations()
                .forEach(each -> checkReferences(file, each.path("id").asText(), each, Set.of()));
    }

    private void check(Body body) {
        checkId(body.text(), body.id());
        if (body.route().path("description").asText().isBlank()) {
            violate(body.text(), body.id(), "a route says what it promises in its description");
        }
        String expected = DIRECT + body.id() + (body.isTemplate() ? "-{{" : "");
        boolean named = body.isTemplate()
                ? body.from().startsWith(expected)
                : body.from().equals(expected);
        if (body.from().startsWith(DIRECT) && !named) {
            violate(body.text(), body.id(), "a direct endpoint has the id of its route, not " + body.from());
        }
        checkReferences(body.text(), body.id(), body.route(), body.parameterNames());
    }

    private void checkId(RouteText file, String id) {
        if (!KEBAB.matcher(id).matches()) {
            violate(file, id, "ids are kebab-case");
        }
    }

    private void checkReferences(RouteText file, String id, JsonNode tree, Set<String> parameters) {
        RouteText.walk(tree, (key, value) -> {
            String text = value.asText();
            if (value.isTextual() && text.startsWith(DIRECT) && !consumed.contains(stem(text))) {
                violate(file, id, "nothing takes from " + text);
            }
            Matcher used = KEY.matcher(value.isTextual() ? text : "");
            while (used.find()) {
                if (!parameters.contains(used.group(1)) && !keys.contains(used.group(1))) {
                    violate(file, id, "{{" + used.group(1) + "}} is neither a setting nor a parameter");
                }
            }
        });
    }

    /** What is fixed in an endpoint name: the part before anything that is filled in. */
    private static String stem(String uri) {
        return uri.replaceFirst("(\\{\\{|\\$\\{|\\?).*", "");
    }

    private void violate(RouteText file, String id, String rule) {
        violations.add(file.file() + ": " + id + ": " + rule);
    }
}
