package org.fleetreboot.workflow.device;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.fleetreboot.workflow.EarlierMarker;
import org.fleetreboot.workflow.options.ConfirmBy;
import org.fleetreboot.workflow.options.MarkerPath;
import org.jspecify.annotations.Nullable;

/** A call of a device, as far as what its twin says later is judged by it. */
public sealed interface Call permits RebootEvent.InvocationIntended, SentCall {
  String run();

  String step();

  UUID invocation();

  /** The path at which {@link #before} was read and later polls read. */
  MarkerPath marker();

  /** What the twin said right before the call. */
  EarlierMarker before();

  ConfirmBy confirm();

  Duration confirmWithin();

  /** How long the device must stay up once it is back; null if it need not. */
  @Nullable Duration stayUp();

  /** The tags that relate the device to others, by path; null for none. */
  @Nullable Map<String, String> tags();

  /** Whether it belongs to that step. */
  default boolean isOf(String run, String step) {
    return run().equals(run) && step().equals(step);
  }
}
