package org.fleetreboot.app.program;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.fleetreboot.journal.JournalReader;
import org.fleetreboot.journal.Position;
import org.fleetreboot.reboot.events.RebootEventsEndpoint;

/** The routes that receive events, and their progress. */
final class Results {
  /** A checkpoint takes one fsync after its events. */
  private static final long LOOK_AGAIN_MILLIS = 20;

  private Results() {}

  /** Waits, at most that long, until all of them have received what the journal contains now. */
  static void await(JournalReader journal, CamelContext camel, Duration atMost) {
    long deadline = System.nanoTime() + atMost.toNanos();
    Map<String, Position> heads = new HashMap<>();
    journal.partitions().forEach(partition -> heads.put(partition, journal.head(partition)));
    try {
      for (String subscription : subscriptions(camel)) {
        while (isBehind(journal, subscription, heads) && System.nanoTime() < deadline) {
          TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Set<String> subscriptions(CamelContext camel) {
    Set<String> names = new TreeSet<>();
    for (Route route : List.copyOf(camel.getRoutes())) {
      if (route.getEndpoint() instanceof RebootEventsEndpoint events) {
        names.add(events.getName());
      }
    }
    return names;
  }

  private static boolean isBehind(
      JournalReader journal, String subscription, Map<String, Position> heads) {
    return heads.entrySet().stream()
        .anyMatch(
            head ->
                journal
                        .checkpoint(subscription, head.getKey())
                        .orElse(Position.START)
                        .compareTo(head.getValue())
                    < 0);
  }
}
