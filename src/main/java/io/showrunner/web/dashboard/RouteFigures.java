package io.showrunner.web.dashboard;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.component.micrometer.MicrometerConstants;
import org.apache.camel.spi.Resource;

/**
 * What a Camel route has done since the start.
 *
 * @param file of the routes folder it came from; null when it was made in Java
 * @param state as Camel has it, such as {@code Started}
 * @param exchanges that came to an end
 * @param meanSeconds null before the first one ended, as the longest time
 * @param longestSeconds of the last minutes
 * @param lastSeconds of the exchange that ended last; null before the first one, as its end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RouteFigures(
        String id,
        String description,
        String file,
        String state,
        long exchanges,
        long failed,
        int inFlight,
        Double meanSeconds,
        Double longestSeconds,
        Double lastSeconds,
        Instant lastEndedAt) {

    /** Every route of the context, by id. */
    public static List<RouteFigures> of(CamelContext context, RouteTimes times) {
        MeterRegistry meters = context.getRegistry()
                .lookupByNameAndType(MicrometerConstants.METRICS_REGISTRY_NAME, MeterRegistry.class);
        return context.getRoutes().stream()
                .map(route -> of(context, route, meters, times))
                .sorted(Comparator.comparing(RouteFigures::id))
                .toList();
    }

    private static RouteFigures of(CamelContext context, Route route, MeterRegistry meters, RouteTimes times) {
        String id = route.getRouteId();
        Timer timer = meters.find(MicrometerConstants.DEFAULT_CAMEL_ROUTE_POLICY_METER_NAME)
                .tag(MicrometerConstants.ROUTE_ID_TAG, id)
                .timer();
        boolean hasRun = timer != null && timer.count() > 0;
        Optional<RouteTimes.Run> last = times.lastOf(id);
        return new RouteFigures(
                id,
                route.getDescription(),
                file(route),
                context.getRouteController().getRouteStatus(id).name(),
                count(meters, "camel.exchanges.total", id),
                count(meters, "camel.exchanges.failed", id),
                context.getInflightRepository().size(id),
                hasRun ? timer.mean(TimeUnit.SECONDS) : null,
                hasRun ? timer.max(TimeUnit.SECONDS) : null,
                last.map(RouteTimes.Run::seconds).orElse(null),
                last.map(RouteTimes.Run::endedAt).orElse(null));
    }

    private static long count(MeterRegistry meters, String name, String routeId) {
        Counter counter =
                meters.find(name).tag(MicrometerConstants.ROUTE_ID_TAG, routeId).counter();
        return counter == null ? 0 : (long) counter.count();
    }

    private static String file(Route route) {
        Resource source = route.getSourceResource();
        if (source == null || !source.getLocation().endsWith(".camel.yaml")) {
            return null;
        }
        Path name = Path.of(source.getLocation().replaceFirst("^file:", "")).getFileName();
        return "routes/" + name;
    }
}
