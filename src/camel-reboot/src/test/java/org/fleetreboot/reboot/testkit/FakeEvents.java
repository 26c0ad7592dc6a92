package org.fleetreboot.reboot.testkit;

import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.fleetreboot.engine.Events;
import org.fleetreboot.engine.view.EventKind;
import org.fleetreboot.engine.view.FleetEvent;
import org.jspecify.annotations.Nullable;

/** Tells its subscriber the events that a test has. */
public final class FakeEvents implements Events {
  /** The name of the last subscription; null before the first. */
  public volatile @Nullable String subscription;

  /** What that one wants; null before it. */
  public volatile @Nullable EventKind kind;

  private volatile @Nullable Function<FleetEvent, CompletionStage<Void>> subscriber;

  public CompletionStage<Void> publish(FleetEvent event) {
    return Objects.requireNonNull(subscriber).apply(event);
  }

  boolean hasSubscriber() {
    return subscriber != null;
  }

  @Override
  public AutoCloseable subscribe(
      String name, EventKind wanted, Function<FleetEvent, CompletionStage<Void>> handler) {
    subscriber = handler;
    subscription = name;
    kind = wanted;
    return () -> subscriber = null;
  }
}
