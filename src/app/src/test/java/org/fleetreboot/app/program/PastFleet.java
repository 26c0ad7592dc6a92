package org.fleetreboot.app.program;

import java.lang.reflect.Proxy;
import java.util.Objects;
import java.util.function.Predicate;
import org.fleetreboot.app.api.Fleet;
import org.fleetreboot.app.query.EventPlace;
import org.fleetreboot.app.query.EventSelection;
import org.fleetreboot.engine.view.FleetEvent;
import org.fleetreboot.journal.JournalReader;

/** A fleet that only knows what is in a journal. */
public final class PastFleet {
  private PastFleet() {}

  @SuppressWarnings("unchecked")
  public static Fleet of(JournalReader journal) {
    return (Fleet)
        Proxy.newProxyInstance(
            Objects.requireNonNull(Fleet.class.getClassLoader()),
            new Class<?>[] {Fleet.class},
            (fleet, asked, arguments) ->
                switch (asked.getName()) {
                  case "view" -> journal.view();
                  case "newestEvent" -> new EventPlace(EventFeed.heads(journal));
                  case "events" -> {
                    new PastEvents(journal, EventFeed.heads(journal), (EventPlace) arguments[1])
                        .forEach(
                            (EventSelection) arguments[0], (Predicate<FleetEvent>) arguments[2]);
                    yield null;
                  }
                  default -> throw new UnsupportedOperationException(asked.getName());
                });
  }
}
