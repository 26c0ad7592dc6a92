package org.fleetreboot.app.page;

import java.time.InstantSource;
import java.util.function.Supplier;
import org.apache.camel.main.Main;
import org.fleetreboot.app.api.Fleet;
import org.fleetreboot.app.api.RefusedOrders;
import org.fleetreboot.app.http.WebServer;
import org.fleetreboot.journal.JournalReader;

/** The pages of the running program, at the root of its HTTP server. */
public final class Dashboard {
  /** The group of its routes, which begin no run. */
  public static final String GROUP = "dashboard";

  private Dashboard() {}

  /**
   * Adds them to a Camel that has not started yet.
   *
   * @param fleet available once Camel starts its routes
   */
  public static void addTo(
      Main camel,
      WebServer server,
      RefusedOrders refusals,
      Supplier<Fleet> fleet,
      JournalReader journal,
      InstantSource clock) {
    camel.configure().addRoutesBuilder(new PageRoutes(server, fleet, journal, refusals, clock));
  }
}
