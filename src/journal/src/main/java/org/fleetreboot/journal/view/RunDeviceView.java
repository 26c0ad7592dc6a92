package org.fleetreboot.journal.view;

import java.util.UUID;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.run.RunTrigger;
import org.jspecify.annotations.Nullable;

/**
 * A device in one of many runs: what became of it, who asked for it, and which event proves it.
 *
 * @param by who started the run
 * @param proof the event that its status rests on; null before any event names it
 */
public record RunDeviceView(
    String run,
    String chain,
    Requester by,
    RunTrigger trigger,
    DeviceView device,
    @Nullable Proof proof) {

  /**
   * An event of the device.
   *
   * @param position its place in the partition of the device's hub
   */
  public record Proof(UUID event, String type, long position) {}
}
