package io.showrunner.routes;

import io.showrunner.routes.RouteItem.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.RouteWatcherReloadStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The route files outside the jar: loaded at start, and followed while the application runs. A change acts within two
 * seconds; only what changed is swapped, together with the routes that use a changed configuration, template or bean.
 * Everything else, Java routes included, runs on undisturbed. A change that cannot work changes nothing and is named
 * once, with file, line and reason.
 *
 * <p>Camel's own reload was not enough: it takes routes out before it knows that the new ones work, and ignores
 * templates. From it comes the watching of the folder; the folder is also looked at every second, because not every file
 * system reports changes.
 */
public final class LiveRoutes extends RouteWatcherReloadStrategy {
    private static final Logger LOG = LoggerFactory.getLogger(LiveRoutes.class);
    private static final long LOOK_MILLIS = 1_000;
    private static final long SETTLE_MILLIS = 200;

    private final Path folder;
    private final TemplatedRoutes templates;
    private final Duration swapTimeout;
    private final SwapGate gate;
    private final List<Consumer<ReloadReport>> listeners = new CopyOnWriteArrayList<>();
    private RouteSet running = RouteSet.EMPTY;
    private List<RouteFile> seen = List.of();
    private List<RouteFile> judged = List.of();
    private String complaint = "";
    private final Semaphore changes = new Semaphore(0);
    private ExecutorService follower;

    /**
     * Follows the folder once it is started as a service of the context.
     *
     * @param swapTimeout how long a swapped route may go on with what it is doing; then that is interrupted
     * @param gate closed while routes at work are stopped
     */
    public LiveRoutes(Path folder, TemplatedRoutes templates, Duration swapTimeout, SwapGate gate) {
        super(folder.toString());
        this.folder = folder;
        this.templates = templates;
        this.swapTimeout = swapTimeout;
        this.gate = gate;
        setFileFilter(file -> RouteFile.accepts(file.toPath()));
        setResourceReload((name, resource) -> changes.release());
    }

    /** Calls the listener after every change that acted or was refused, on the thread that made it. */
    public void onReload(Consumer<ReloadReport> listener) {
        listeners.add(listener);
    }

    /**
     * Loads every route file, and makes the routes that were added to the templates before.
     *
     * @throws RouteRefused when one of them cannot work; none is loaded then
     */
    public synchronized void loadAll(CamelContext context) {
        setCamelContext(context);
        // Otherwise a REST route takes the direct: route it calls into itself, and nothing else can call it any more.
        context.getRestConfiguration().setInlineRoutes(false);
        List<RouteFile> files = readAll();
        RoutePlan plan = change(files);
        templates.loadedInto(context);
        seen = files;
        judged = files;
        LOG.info("routes={} loaded from {}", plan.report().added().size(), folder);
    }

    @Override
    protected void doStart() throws Exception {
        follower = getCamelContext().getExecutorServiceManager().newSingleThreadExecutor(this, "live-routes");
        follower.execute(this::follow);
        super.doStart();
    }

    @Override
    protected void doStop() throws Exception {
        getCamelContext().getExecutorServiceManager().shutdownNow(follower);
        super.doStop();
    }

    private void follow() {
        try {
            while (isStarting() || isRunAllowed()) {
                if (look()) {
                    changes.tryAcquire(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                } else {
                    TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS);
                }
                changes.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * A change is taken up when two looks in a row see the same, so that half a file is rarely judged.
     *
     * @return false when the files changed since the last look
     */
    private synchronized boolean look() {
        try {
            List<RouteFile> files = readAll();
            if (!files.equals(seen)) {
                seen = files;
                return false;
            }
            if (!files.equals(judged) && getCamelContext().isStarted()) {
                judged = files;
                complaint = "";
                reload(files);
            }
        } catch (RuntimeException e) {
            complain(e);
        }
        return true;
    }

    private void reload(List<RouteFile> files) {
        long start = System.nanoTime();
        RoutePlan plan = change(files);
        ReloadReport report = plan.report();
        LOG.info(
                "routes changed added={} removed={} swapped={} millis={}",
                report.added(),
                report.removed(),
                report.swapped(),
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        incSucceededCounter();
        tell(report);
    }

    private RoutePlan change(List<RouteFile> files) {
        synchronized (templates) {
            RouteSet wanted = RouteSet.parse(files);
            refuseOrphans(wanted);
            refuseUnknownConfigurations(wanted);
            DryRun.check(wanted, getCamelContext(), templates);
            RoutePlan plan = RoutePlan.between(running, wanted, templates);
            try {
                new RouteSwap(getCamelContext(), swapTimeout, gate).apply(plan);
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException("the routes could not be swapped: " + e.getMessage(), e);
            }
            running = wanted;
            return plan;
        }
    }

    /** Camel takes an unknown configuration id for none, and the route would lose its error handling. */
    private void refuseUnknownConfigurations(RouteSet wanted) {
        Model model = getCamelContext().getCamelContextExtension().getContextPlugin(Model.class);
        for (RouteItem item : wanted.all()) {
            for (String id : item.configurations()) {
                boolean known = wanted.find(Kind.CONFIGURATION.key() + " " + id).isPresent()
                        || (running.find(Kind.CONFIGURATION.key() + " " + id).isEmpty()
                                && model.getRouteConfigurationDefinition(id) != null);
                if (!known) {
                    throw item.refused("there is no routeConfiguration " + id);
                }
            }
        }
    }

    /** What Java made, or still needs, is not taken over and not taken away by a file. */
    private void refuseOrphans(RouteSet wanted) {
        Model model = getCamelContext().getCamelContextExtension().getContextPlugin(Model.class);
        for (RouteItem item : wanted.differentFrom(running)) {
            RouteDefinition other = item.isRoute() ? model.getRouteDefinition(item.id()) : null;
            if (other != null && running.find(item.key()).isEmpty()) {
                throw item.refused("the id is already used by a route that is not in a file");
            }
        }
        for (TemplatedRoutes.Instance made : templates.all()) {
            if (wanted.template(made.templateId()).isEmpty()) {
                Optional<RouteItem> gone = running.template(made.templateId());
                throw new RouteRefused(
                        gone.map(item -> item.file().path()).orElse(folder),
                        gone.map(RouteItem::line).orElse(0),
                        Kind.TEMPLATE.key() + " " + made.templateId(),
                        "the template is gone but route " + made.routeId() + " is made from it");
            }
        }
    }

    private void complain(RuntimeException why) {
        incFailedCounter();
        setLastError(why);
        if (complaint.equals(why.getMessage())) {
            return;
        }
        complaint = String.valueOf(why.getMessage());
        LOG.error(
                "{}: {}",
                why instanceof RouteRefused
                        ? "routes not changed, everything runs on as before"
                        : "routes not followed",
                complaint);
        LOG.debug("routes not changed", why);
        tell(ReloadReport.refused(complaint));
    }

    private void tell(ReloadReport report) {
        for (Consumer<ReloadReport> listener : listeners) {
            try {
                listener.accept(report);
            } catch (RuntimeException e) {
                LOG.warn("a listener to route changes failed: {}", e.toString(), e);
            }
        }
    }

    private List<RouteFile> readAll() {
        try {
            return RouteFile.readAll(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the routes in " + folder + " cannot be read: " + e.getMessage(), e);
        }
    }
}
