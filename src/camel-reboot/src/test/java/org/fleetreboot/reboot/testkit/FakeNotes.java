package org.fleetreboot.reboot.testkit;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.fleetreboot.engine.Notes;
import org.jspecify.annotations.Nullable;

/** Remembers what was said, as "device: note". */
public final class FakeNotes implements Notes {
  public final List<String> added = new CopyOnWriteArrayList<>();
  private final EngineThread thread;

  FakeNotes(EngineThread thread) {
    this.thread = thread;
  }

  @Override
  public CompletionStage<Void> add(
      String run, String step, @Nullable String hub, String device, String note) {
    return thread.does(() -> added.add(device + ": " + note));
  }
}
