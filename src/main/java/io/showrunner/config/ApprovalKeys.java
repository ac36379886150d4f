package io.showrunner.config;

import static io.showrunner.config.Setting.setting;
import static io.showrunner.config.ValueType.time;
import static io.showrunner.config.ValueType.yesOrNo;

import java.time.Duration;
import java.util.List;

/** Whether a person looks at the scenes before they are rendered. */
final class ApprovalKeys {
    static final Setting<Boolean> REQUIRED = setting("showrunner.approval.required", yesOrNo());
    static final Setting<Duration> TIMEOUT =
            setting("showrunner.approval.timeout", time("1s", "8760h", "168h")).orNone();

    static final Setting<String> STORYBOARD_WORKFLOW =
            setting("showrunner.approval.storyboard-workflow", ValueType.workflow());
    static final Setting<String> FILM_WORKFLOW = setting("showrunner.approval.film-workflow", ValueType.workflow());

    static final List<Setting<?>> ALL = List.of(REQUIRED, TIMEOUT, STORYBOARD_WORKFLOW, FILM_WORKFLOW);

    private ApprovalKeys() {}

    static ApprovalSettings read(Values values) {
        return new ApprovalSettings(
                values.get(REQUIRED), values.find(TIMEOUT), values.get(STORYBOARD_WORKFLOW), values.get(FILM_WORKFLOW));
    }
}
