package org.fleetreboot.app.observe;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.Position;
import org.fleetreboot.reboot.events.RebootEventsEndpoint;

/** How far behind the journal the routes are that receive events. */
final class ResultLag {
  private final JournalReader journal;
  private final CamelContext camel;

  ResultLag(JournalReader journal, CamelContext camel) {
    this.journal = journal;
    this.camel = camel;
  }

  /** How many events each has yet to receive. */
  Map<String, Long> bySubscription() {
    Map<String, Long> lags = new TreeMap<>();
    for (Route route : List.copyOf(camel.getRoutes())) {
      if (route.getEndpoint() instanceof RebootEventsEndpoint events) {
        lags.put(events.getName(), lag(events.getName()));
      }
    }
    return lags;
  }

  private long lag(String subscription) {
    return journal.partitions().stream()
        .mapToLong(
            partition ->
                journal.head(partition).value()
                    - journal.checkpoint(subscription, partition).orElse(Position.START).value())
        .filter(behind -> behind > 0)
        .sum();
  }
}
