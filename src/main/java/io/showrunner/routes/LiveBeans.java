package io.showrunner.routes;

import io.showrunner.routes.RouteItem.Kind;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.spi.BeanRepository;

/** The beans of the live context, without those that the route files bring themselves. */
final class LiveBeans implements BeanRepository {
    private final BeanRepository live;
    private final Set<String> ofRouteFiles;

    LiveBeans(BeanRepository live, RouteSet routes) {
        this.live = live;
        this.ofRouteFiles = routes.all().stream()
                .filter(item -> item.kind() == Kind.BEANS)
                .flatMap(item -> Set.of(item.id().split(",")).stream())
                .collect(Collectors.toSet());
    }

    @Override
    public Object lookupByName(String name) {
        return ofRouteFiles.contains(name) ? null : live.lookupByName(name);
    }

    @Override
    public <T> T lookupByNameAndType(String name, Class<T> type) {
        return ofRouteFiles.contains(name) ? null : live.lookupByNameAndType(name, type);
    }

    @Override
    public <T> Map<String, T> findByTypeWithName(Class<T> type) {
        return live.findByTypeWithName(type);
    }

    @Override
    public <T> Set<T> findByType(Class<T> type) {
        return live.findByType(type);
    }
}
