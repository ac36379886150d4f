package io.showrunner.routes;

import io.showrunner.broker.Broker;
import io.showrunner.broker.Queues;
import io.showrunner.config.Settings;
import io.showrunner.web.HttpGuard;
import io.showrunner.web.ServerTls;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.model.Model;
import org.apache.camel.support.jsse.SSLContextParameters;

/** What the context needs before it starts: the queues, the settings as they were read, the routes, the guarded port. */
final class ContextSetup extends MainListenerSupport {
    private final Broker broker;
    private final int consumers;
    private final PipelineRoutes routes;
    private final Settings settings;
    private final int port;
    private final Optional<SSLContextParameters> tls;

    /**
     * @param consumers of scenes
     * @throws io.showrunner.config.SettingsException when certificate and key cannot be used
     */
    ContextSetup(Broker broker, int consumers, PipelineRoutes routes, Settings settings, int port) {
        this.broker = broker;
        this.consumers = consumers;
        this.routes = routes;
        this.settings = settings;
        this.port = port;
        tls = ServerTls.of(settings.http().tls());
    }

    @Override
    public void beforeConfigure(BaseMainSupport main) {
        Queues.addTo(main.getCamelContext(), broker, consumers);
        letEffectiveSettingsWin(main.getCamelContext());
        tls.ifPresent(main.getCamelContext()::setSSLContextParameters);
    }

    @Override
    public void afterConfigure(BaseMainSupport main) {
        CamelContext context = main.getCamelContext();
        context.getCamelContextExtension()
                .getContextPlugin(Model.class)
                .addModelLifecycleStrategy(new ErrorsAtTheEdge());
        routes.loadInto(context);
        try {
            HttpGuard.protect(context, settings, port);
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP port cannot be guarded: " + e.getMessage(), e);
        }
    }

    /** Routes see every setting as it was read, never the raw text of a system property or an environment variable. */
    private static void letEffectiveSettingsWin(CamelContext context) {
        PropertiesComponent properties = (PropertiesComponent) context.getPropertiesComponent();
        properties.setSystemPropertiesMode(PropertiesComponent.SYSTEM_PROPERTIES_MODE_FALLBACK);
        properties.setEnvironmentVariableMode(PropertiesComponent.ENVIRONMENT_VARIABLES_MODE_FALLBACK);
    }
}
