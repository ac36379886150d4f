package io.showrunner.render;

import io.showrunner.config.Settings.WorkflowSettings;
import io.showrunner.story.FolderNames;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The templates in {@code config/workflows/}, read again when their files change. A change that breaks a template changes
 * nothing: the last good version stays in use and the log says why. Thread-safe.
 */
public final class WorkflowTemplates {
    private static final Logger LOG = LoggerFactory.getLogger(WorkflowTemplates.class);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,79}");

    private final WorkflowSettings settings;
    private final Map<String, Loaded> loaded = new ConcurrentHashMap<>();

    // The template is the last good one, null when there never was one; the failure is null when the newest is good.
    private record Loaded(WorkflowFiles.Stamp stamp, WorkflowTemplate template, UnusableWorkflow failure) {}

    public WorkflowTemplates(WorkflowSettings settings) {
        this.settings = settings;
    }

    /**
     * The template of that name; null asks for the default one.
     *
     * @throws UnusableWorkflow when there is none, or it never was right; says everything that is wrong with it
     */
    public WorkflowTemplate get(String name) {
        String wanted = name == null ? settings.defaultWorkflow() : name;
        if (!NAME.matcher(wanted).matches()) {
            throw new UnusableWorkflow(wanted, List.of("not a name of a workflow template"));
        }
        Loaded current = load(wanted);
        if (current.template() == null) {
            throw current.failure();
        }
        return current.template();
    }

    /** Names that a brief may use: those of all templates that can be used. */
    public NavigableSet<String> names() {
        NavigableSet<String> names = found();
        names.removeIf(name -> load(name).template() == null);
        return names;
    }

    /** True for the name of a usable template whose scenes start from a picture of their own. */
    public boolean takesKeyframe(String name) {
        WorkflowTemplate template = load(name).template();
        return template != null && template.takesKeyframe();
    }

    /** What is wrong, by name of the template; empty when all files in the folder are right. */
    public NavigableMap<String, String> problems() {
        NavigableMap<String, String> problems = new TreeMap<>();
        found().forEach(name -> {
            UnusableWorkflow failure = load(name).failure();
            if (failure != null) {
                problems.put(name, failure.getMessage());
            }
        });
        return problems;
    }

    private Loaded load(String name) {
        WorkflowFiles files = WorkflowFiles.of(settings.folder(), name);
        return loaded.compute(name, (key, before) -> {
            WorkflowFiles.Stamp stamp = files.stamp();
            return before != null && before.stamp().equals(stamp) ? before : load(files, stamp, before);
        });
    }

    private static Loaded load(WorkflowFiles files, WorkflowFiles.Stamp stamp, Loaded before) {
        try {
            WorkflowTemplate template = files.load();
            LOG.info("workflow={} loaded", files.name());
            return new Loaded(stamp, template, null);
        } catch (UnusableWorkflow e) {
            WorkflowTemplate lastGood = before == null ? null : before.template();
            LOG.warn("{}{}", e.getMessage(), lastGood == null ? "" : "; its last good version stays in use");
            return new Loaded(stamp, lastGood, e);
        }
    }

    private NavigableSet<String> found() {
        return Stream.of(WorkflowFiles.WORKFLOW_ENDING, WorkflowFiles.MAPPING_ENDING)
                .flatMap(ending -> FolderNames.before(ending, settings.folder()).stream())
                .filter(name -> NAME.matcher(name).matches())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
