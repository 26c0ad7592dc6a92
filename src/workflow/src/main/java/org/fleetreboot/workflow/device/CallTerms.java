package org.fleetreboot.workflow.device;

import java.time.Duration;
import java.util.Map;
import org.fleetreboot.workflow.options.ConfirmBy;
import org.fleetreboot.workflow.options.MarkerPath;
import org.jspecify.annotations.Nullable;

/** What the calls of one group have in common, or those of its devices with the same tags. */
public record CallTerms(
    String run,
    String step,
    MarkerPath marker,
    ConfirmBy confirm,
    Duration confirmWithin,
    @Nullable Duration stayUp,
    @Nullable Map<String, String> tags) {
  static CallTerms of(Call call) {
    return new CallTerms(
        call.run(),
        call.step(),
        call.marker(),
        call.confirm(),
        call.confirmWithin(),
        call.stayUp(),
        call.tags());
  }
}
