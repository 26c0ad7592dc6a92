package org.fleetreboot.engine;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.fleetreboot.engine.view.EventKind;
import org.fleetreboot.engine.view.FleetEvent;

/** Tells subscribers what has happened, once it is durable. For {@code reboot-events:}. */
public interface Events {

  /**
   * Hands each event of the wanted kind to {@code handler}, in order, one at a time, at least once.
   * It begins at the durable checkpoint of that name, or at the first event if there is none. An
   * event whose stage fails is handed over again after a pause; later events and the checkpoint
   * wait for it.
   *
   * <p>{@link EventKind#HEAD} needs no checkpoint: it begins with the heads of all partitions, and
   * tells the changed ones once a minute.
   *
   * @return ends the subscription, with its checkpoint saved
   */
  AutoCloseable subscribe(
      String name, EventKind kind, Function<FleetEvent, CompletionStage<Void>> handler);
}
