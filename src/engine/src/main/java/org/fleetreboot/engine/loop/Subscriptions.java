package org.fleetreboot.engine.loop;

import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import org.fleetreboot.engine.Events;
import org.fleetreboot.engine.view.EventKind;
import org.fleetreboot.engine.view.FleetEvent;
import org.fleetreboot.engine.view.HeadSubscription;
import org.fleetreboot.engine.view.Subscription;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.Journal;
import org.jspecify.annotations.Nullable;

/** The subscribers to events. Each reads the journal by itself, up to the last durable event. */
final class Subscriptions implements Events {
  private final Journal journal;
  private final EventCodec codec;
  private final Supplier<@Nullable UUID> durable;
  private final InstantSource clock;
  private final List<Subscription> open = new CopyOnWriteArrayList<>();
  private final List<HeadSubscription> heads = new CopyOnWriteArrayList<>();

  /**
   * @param durable the id of the last durable event; null if there is none
   */
  Subscriptions(
      Journal journal, EventCodec codec, Supplier<@Nullable UUID> durable, InstantSource clock) {
    this.clock = clock;
    this.journal = journal;
    this.codec = codec;
    this.durable = durable;
  }

  @Override
  public AutoCloseable subscribe(
      String name, EventKind kind, Function<FleetEvent, CompletionStage<Void>> handler) {
    if (kind == EventKind.HEAD) {
      HeadSubscription head = new HeadSubscription(journal, clock, name, handler);
      heads.add(head);
      head.start();
      return () -> {
        heads.remove(head);
        head.close();
      };
    }
    Subscription subscription = new Subscription(journal, codec, durable, name, kind, handler);
    open.add(subscription);
    subscription.start();
    return () -> {
      open.remove(subscription);
      subscription.close();
    };
  }

  /** Wakes the subscribers, because more events are durable. */
  void wake() {
    open.forEach(Subscription::wake);
  }

  void close() {
    heads.forEach(HeadSubscription::close);
    open.forEach(Subscription::close);
  }
}
