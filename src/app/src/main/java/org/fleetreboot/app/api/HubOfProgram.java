package org.fleetreboot.app.api;

import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.report.HubStates;
import org.fleetreboot.app.report.Json;
import org.fleetreboot.app.settings.JournalLocation;
import org.fleetreboot.journal.JournalRefused;

/** Asks the running program about its hubs, for commands that read the journal by themselves. */
public final class HubOfProgram {
  private HubOfProgram() {}

  /**
   * What the program says that writes to that journal; nothing if there is none, or it does not
   * answer, because the journal is sufficient without it.
   *
   * @param err why it does not answer
   */
  public static HubStates ask(JournalLocation journal, PrintStream err) {
    try {
      return ApiClient.of(journal).flatMap(HubOfProgram::ask).orElse(HubStates.UNKNOWN);
    } catch (ProgramFailure | JournalRefused e) {
      err.println(e.getMessage());
      return HubStates.UNKNOWN;
    }
  }

  /** What that program says; empty if it does not answer. */
  public static Optional<HubStates> ask(ApiClient api) {
    return api.ask("GET", "/api/hubs", Map.of())
        .map(hubs -> new HubStates(Json.read(hubs, HubOrders.HubList.class).hubs()));
  }
}
