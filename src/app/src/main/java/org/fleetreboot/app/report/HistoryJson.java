package org.fleetreboot.app.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.fleetreboot.journal.StreamId;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.journal.view.RunDeviceView;
import org.jspecify.annotations.Nullable;

/**
 * What became of a device in one of many runs, in JSON; unknown fields are omitted.
 *
 * @param at when its status began
 * @param by who started the run
 * @param proof the event that the status rests on
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HistoryJson(
    @Nullable Instant at,
    String device,
    String status,
    @Nullable String detail,
    String run,
    String step,
    String chain,
    String hub,
    RequesterJson by,
    String trigger,
    @Nullable Proof proof) {

  public static HistoryJson of(RunDeviceView seen) {
    DeviceView device = seen.device();
    RunDeviceView.Proof proof = seen.proof();
    return new HistoryJson(
        device.at(),
        device.device(),
        device.status().word(),
        device.detail(),
        seen.run(),
        device.step(),
        seen.chain(),
        device.hub(),
        RequesterJson.of(seen.by()),
        seen.trigger().text(),
        proof == null
            ? null
            : new Proof(
                proof.event().toString(),
                proof.type(),
                StreamId.partitionOf(device.hub()),
                proof.position()));
  }

  /**
   * An event of the journal, which the command that prints events shows with the same id and
   * position.
   */
  public record Proof(String event, String type, String partition, long position) {}
}
