package io.showrunner.routes;

import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.RouteConfigurationsBuilder;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.support.PluginHelper;

/** Puts single entries of route files into a context, through Camel's own YAML loader. */
final class RouteLoader {
    private RouteLoader() {}

    static void load(CamelContext context, RouteItem item) throws Exception {
        for (RoutesBuilder builder :
                PluginHelper.getRoutesLoader(context).findRoutesBuilders(List.of(item.resource()))) {
            if (builder instanceof RouteConfigurationsBuilder configurations) {
                configurations.updateRouteConfigurationsToCamelContext(context);
            }
            builder.addRoutesToCamelContext(context);
            builder.addTemplatedRoutesToCamelContext(context);
        }
    }
}
