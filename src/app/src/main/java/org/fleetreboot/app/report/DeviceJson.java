package org.fleetreboot.app.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.fleetreboot.journal.view.DeviceView;
import org.jspecify.annotations.Nullable;

/** A device in a step of a run, in JSON; unknown fields are omitted. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeviceJson(
    String hub,
    String device,
    String step,
    String status,
    @Nullable Instant at,
    @Nullable String detail,
    @Nullable Integer answered,
    @Nullable String response) {

  public static DeviceJson of(DeviceView device) {
    DeviceView.Answer answer = device.answer();
    return new DeviceJson(
        device.hub(),
        device.device(),
        device.step(),
        device.status().word(),
        device.at(),
        device.detail(),
        answer == null ? null : answer.status(),
        answer == null ? null : answer.response());
  }
}
