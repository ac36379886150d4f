package io.showrunner.frames;

import io.showrunner.story.FailureKind;
import io.showrunner.story.RenderJob;
import io.showrunner.story.RenderReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether the frames of a prompt may be published, and what a person should know about them. A set is published whole or
 * not at all: every file that the server listed, of the right size, at least as many as were asked for, and not all of
 * them empty of any picture.
 *
 * @param failure null when they may
 */
record FrameVerdict(FailureKind failure, List<String> errors, List<String> warnings) {

    static FrameVerdict of(RenderJob job, RenderReport report, StagedFrames staged) {
        Optional<FrameVerdict> objection = FrameOrigin.objection(job, report);
        if (objection.isPresent()) {
            return objection.get();
        }
        if (!staged.problems().isEmpty()) {
            List<String> errors =
                    staged.problems().stream().map(FrameProblem::getMessage).toList();
            return new FrameVerdict(FailureKind.VERIFY_FAILED, errors, List.of());
        }
        return counted(job, staged);
    }

    private static FrameVerdict counted(RenderJob job, StagedFrames staged) {
        int count = staged.frames().size();
        String node = "node " + job.framesNode() + " of workflow " + job.workflow();
        if (count == 0) {
            return failed(
                    FailureKind.NO_FRAMES, node + " gave no frames on instance " + job.instanceId() + missing(staged));
        }
        if (count < job.expectedFrames()) {
            String cause = staged.missing().isEmpty() ? "; " + node + " makes no more" : missing(staged);
            return failed(
                    FailureKind.BELOW_FLOOR,
                    count + " frames, at least " + job.expectedFrames() + " were asked for" + cause);
        }
        return staged.missing().isEmpty()
                ? seen(job, staged.frames())
                : failed(FailureKind.VERIFY_FAILED, count + " frames, the server listed more" + missing(staged));
    }

    private static FrameVerdict seen(RenderJob job, List<CheckedFrame> frames) {
        List<String> blank = frames.stream()
                .filter(CheckedFrame::uniform)
                .map(CheckedFrame::name)
                .toList();
        String cause = "a missing or wrong model file of workflow " + job.workflow() + " on instance "
                + job.instanceId() + " looks like this";
        if (blank.size() == frames.size()) {
            return failed(
                    FailureKind.VERIFY_FAILED,
                    "BLANK_FRAMES: all " + blank.size() + " frames are one single colour; " + cause);
        }
        List<String> warnings = new ArrayList<>();
        if (!blank.isEmpty()) {
            warnings.add("BLANK_FRAMES: " + blank.size() + " of " + frames.size()
                    + " frames are one single colour, first " + blank.get(0) + "; " + cause);
        }
        if (frames.size() > 1
                && frames.stream().map(CheckedFrame::pixelHash).distinct().count() == 1) {
            warnings.add("IDENTICAL_FRAMES: all " + frames.size()
                    + " frames are the same picture, so nothing moves; check the motion settings of workflow "
                    + job.workflow());
        }
        return new FrameVerdict(null, List.of(), warnings);
    }

    static Optional<FrameVerdict> refusal(FailureKind kind, String why) {
        return Optional.of(failed(kind, why));
    }

    private static FrameVerdict failed(FailureKind kind, String why) {
        return new FrameVerdict(kind, List.of(why), List.of());
    }

    private static String missing(StagedFrames staged) {
        int count = staged.missing().size();
        return count == 0
                ? ""
                : "; " + count + " did not come, first " + staged.missing().get(0);
    }
}
