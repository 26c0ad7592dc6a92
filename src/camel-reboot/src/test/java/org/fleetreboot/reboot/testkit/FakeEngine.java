package org.fleetreboot.reboot.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.fleetreboot.engine.Control;
import org.fleetreboot.engine.Engine;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.engine.HubHeadroom;
import org.fleetreboot.engine.HubHealth;
import org.fleetreboot.engine.loop.ManualClock;
import org.fleetreboot.engine.loop.ManualDrive;
import org.fleetreboot.journal.memory.InMemoryJournal;
import org.fleetreboot.journal.view.FleetView;

/**
 * An engine whose roles do what a test tells them, and remember what they were told. All else is
 * that of a real engine without a run.
 */
public final class FakeEngine implements Engine {
  private final EngineThread thread = new EngineThread();
  private final FakeRuns runs = new FakeRuns(thread);
  private final FakeSteps steps = new FakeSteps(thread);
  private final FakeTurns turns = new FakeTurns(thread);
  private final FakePolls polls = new FakePolls(thread);
  private final FakeNotes notes = new FakeNotes(thread);
  private final FakeEvents events = new FakeEvents();
  private final Engine real = withoutRuns();

  private static Engine withoutRuns() {
    ManualClock clock = new ManualClock(Instant.EPOCH);
    return ManualDrive.open(new InMemoryJournal(clock), EngineSettings.of("local"), clock, 1)
        .engine();
  }

  /** How many routes take something from it. */
  public int consumers() {
    return runs.consumers() + (turns.hasConsumer() ? 1 : 0) + (events.hasSubscriber() ? 1 : 0);
  }

  @Override
  public FakeRuns runs() {
    return runs;
  }

  @Override
  public FakeSteps steps() {
    return steps;
  }

  @Override
  public FakeTurns turns() {
    return turns;
  }

  @Override
  public FakePolls polls() {
    return polls;
  }

  @Override
  public FakeNotes notes() {
    return notes;
  }

  @Override
  public FakeEvents events() {
    return events;
  }

  @Override
  public Control control() {
    return real.control();
  }

  @Override
  public FleetView view() {
    return real.view();
  }

  @Override
  public List<String> hubs() {
    return real.hubs();
  }

  @Override
  public HubHeadroom headroom(String hub) {
    return real.headroom(hub);
  }

  @Override
  public HubHealth health(String hub) {
    return real.health(hub);
  }

  @Override
  public CompletionStage<Throwable> failure() {
    return real.failure();
  }

  @Override
  public void drain(Duration atMost) {
    // No answer is under way.
  }

  @Override
  public void close() {
    thread.close();
    real.close();
  }
}
