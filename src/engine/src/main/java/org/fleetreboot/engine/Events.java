package org.fleetreboot.engine;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.fleetreboot.engine.view.EventKind;
import org.fleetreboot.engine.view.FleetEvent;

/** What has happened, told as it becomes durable. For {@code reboot-events:}. */
public interface Events {

  /**
   * Hands every event of the wanted kind to {@code handler}, in order, one at a time, at least
   * once: from the durable checkpoint of that name on, or from the beginning when there is none. An
   * event whose stage fails is handed over again after a pause; the checkpoint waits with it.
   *
   * @return ends it, with the checkpoint saved
   */
  AutoCloseable subscribe(
      String name, EventKind kind, Function<FleetEvent, CompletionStage<Void>> handler);
}
