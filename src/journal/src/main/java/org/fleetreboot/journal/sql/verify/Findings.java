package org.fleetreboot.journal.sql.verify;

import java.util.ArrayList;
import java.util.List;
import org.fleetreboot.journal.RecordedEvent;
import org.fleetreboot.journal.care.Finding;

/** Collects faults; the first ones say enough. */
public final class Findings {
  private static final int MOST = 20;

  private final List<Finding> all = new ArrayList<>();

  /** A fault that is in no event. */
  public void add(String what) {
    add(new Finding(what));
  }

  /** The events are whole, and what is derived from them is not. */
  public void addDerived(String what) {
    add(new Finding(what, null, true));
  }

  /** An event is at fault; {@code what} continues the sentence that it begins. */
  void add(Finding.Place event, String what) {
    add(new Finding(event + " " + what, event));
  }

  void add(RecordedEvent event, String what) {
    add(
        new Finding.Place(
            event.stream().partition(),
            event.position().value(),
            event.stream().name(),
            event.version(),
            event.type()),
        what);
  }

  private void add(Finding finding) {
    if (all.size() < MOST) {
      all.add(finding);
    }
  }

  /** Whether there is no fault yet. */
  public boolean isEmpty() {
    return all.isEmpty();
  }

  /** The first faults. */
  public List<Finding> all() {
    return all;
  }
}
