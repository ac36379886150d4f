package io.showrunner.e2e;

import io.showrunner.routes.Pipeline;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;
import org.apache.camel.model.Model;
import org.apache.camel.model.rest.ParamDefinition;
import org.apache.camel.model.rest.RestDefinition;
import org.apache.camel.model.rest.RestParamType;
import org.apache.camel.model.rest.VerbDefinition;

/** The operations of the HTTP API as a running application serves them. */
final class ServedOperations {
    private static final Pattern IN_BRACES = Pattern.compile("\\{([^}]+)}");

    private final Pipeline pipeline;

    ServedOperations(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** Those of the REST DSL, in the form of {@link ApiDocument.Operation#signature}. */
    Set<String> ofTheDsl() {
        return restDefinitions().stream()
                .flatMap(rest -> rest.getVerbs().stream().map(verb -> signature(rest, verb)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<RestDefinition> restDefinitions() {
        return pipeline.context()
                .getCamelContextExtension()
                .getContextPlugin(Model.class)
                .getRestDefinitions();
    }

    private static String signature(RestDefinition rest, VerbDefinition verb) {
        Set<String> parameters = verb.getParams().stream()
                .filter(each -> each.getType() != RestParamType.path)
                .map(ServedOperations::parameter)
                .collect(Collectors.toCollection(TreeSet::new));
        String path = rest.getPath() + (verb.getPath() == null ? "" : verb.getPath());
        return verb.asVerb().toUpperCase(Locale.ROOT) + " " + path + " " + parameters;
    }

    private static String parameter(ParamDefinition parameter) {
        return ApiDocument.parameter(parameter.getType().name(), parameter.getName());
    }

    /** The documented operations as the router has them: without parameters, and without the names of the parts of a path. */
    static Set<String> verbsAndPaths(Set<String> signatures) {
        return signatures.stream()
                .map(each -> each.replaceFirst(" \\[.*", "").replaceAll(IN_BRACES.pattern(), "{}"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What the HTTP server answers, however it got there. */
    Set<String> ofTheRouter() {
        String name = VertxPlatformHttpRouter.getRouterNameFromPort(pipeline.port());
        return VertxPlatformHttpRouter.lookup(pipeline.context(), name).getRoutes().stream()
                .filter(route ->
                        route.getPath() != null && route.getPath().startsWith("/api") && route.methods() != null)
                .flatMap(route -> route.methods().stream().map(method -> method.name() + " " + route.getPath()))
                .filter(each -> !each.startsWith("OPTIONS "))
                .map(each -> each.replaceAll(":[A-Za-z]+", "{}").replaceAll("/$", "/{}"))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
