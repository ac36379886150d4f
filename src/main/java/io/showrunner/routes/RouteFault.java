package io.showrunner.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.ExpressionIllegalSyntaxException;
import org.apache.camel.NoSuchBeanException;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.component.bean.MethodNotFoundException;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/**
 * Finds in Camel's exceptions what a person needs: the line and the reason. Camel marks a line only for entries it
 * cannot read; for an endpoint, bean or expression the line is where its name stands in the entry.
 */
final class RouteFault {
    private static final Pattern UNKNOWN_OPTION = Pattern.compile("Unknown parameters=\\[\\{([^=]+)=");
    private static final Pattern UNKNOWN_PROPERTY = Pattern.compile("Property with key \\[([^]]+)]");
    private static final int MAX_CAUSES = 20;

    private RouteFault() {}

    /** Something that is done with an entry of a route file. */
    interface Attempt {
        void run() throws Exception;
    }

    /**
     * Does it.
     *
     * @throws RouteRefused when it fails
     */
    static void attempt(RouteItem item, Attempt attempt) {
        try {
            attempt.run();
        } catch (Exception | LinkageError e) {
            throw of(item, e);
        }
    }

    private static RouteRefused of(RouteItem item, Throwable failure) {
        List<Throwable> causes = causes(failure);
        int line = causes.stream().flatMap(RouteFault::markedLine).findFirst().orElseGet(() -> causes.stream()
                .flatMap(RouteFault::names)
                .flatMap(name -> lineOf(item, name))
                .findFirst()
                .orElse(item.line()));
        return new RouteRefused(item.file().path(), line, item.key(), why(causes), failure);
    }

    /** Deepest first: the deepest one that speaks knows most. */
    private static List<Throwable> causes(Throwable failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable each = failure; each != null && causes.size() < MAX_CAUSES; each = each.getCause()) {
            causes.add(0, each);
        }
        return causes;
    }

    private static Stream<Integer> markedLine(Throwable cause) {
        return cause instanceof MarkedYamlEngineException marked
                ? marked.getProblemMark().map(Mark::getLine).map(line -> line + 1).stream()
                : Stream.empty();
    }

    private static Stream<String> names(Throwable cause) {
        String message = String.valueOf(cause.getMessage());
        if (cause instanceof NoSuchBeanException bean) {
            return Stream.of(bean.getName());
        }
        if (cause instanceof MethodNotFoundException method) {
            return Stream.of(method.getMethodName());
        }
        if (cause instanceof ExpressionIllegalSyntaxException syntax) {
            return Stream.of(syntax.getExpression());
        }
        if (cause instanceof PropertyBindingException property) {
            return Stream.of(property.getPropertyName());
        }
        if (cause instanceof ResolveEndpointFailedException endpoint) {
            return Stream.concat(group(UNKNOWN_OPTION, message), withoutOptions(endpoint.getUri()));
        }
        if (cause instanceof NoSuchEndpointException endpoint) {
            return withoutOptions(endpoint.getUri());
        }
        return group(UNKNOWN_PROPERTY, message);
    }

    private static Stream<String> group(Pattern pattern, String message) {
        Matcher matcher = pattern.matcher(message);
        return matcher.find() ? Stream.of(matcher.group(1)) : Stream.empty();
    }

    private static Stream<String> withoutOptions(String uri) {
        String path = uri.replaceFirst("\\?.*", "");
        return Stream.of(path, path.replaceFirst("://", ":"), path.replaceFirst(":.*", ""));
    }

    private static Stream<Integer> lineOf(RouteItem item, String name) {
        List<String> lines = item.alone().lines().toList();
        return Stream.iterate(0, i -> i < lines.size(), i -> i + 1)
                .filter(i -> lines.get(i).contains(name))
                .map(i -> i + 1)
                .limit(1);
    }

    private static String why(List<Throwable> causes) {
        Throwable deepest = causes.get(0);
        if (deepest instanceof MarkedYamlEngineException marked) {
            return marked.getProblem();
        }
        return causes.stream()
                .map(Throwable::getMessage)
                .filter(message -> message != null && !message.isBlank())
                .findFirst()
                .orElse(deepest.toString());
    }
}
