package org.fleetreboot.app.api;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.report.HubJson;
import org.fleetreboot.app.report.Json;
import org.fleetreboot.journal.JournalRefused;
import org.jspecify.annotations.Nullable;

/** Asks the running program about its hub, for commands that read the journal by themselves. */
public final class HubOfProgram {
  private HubOfProgram() {}

  /**
   * What the program says that writes to that journal; null if there is none, or it does not
   * answer, because the journal is sufficient without it.
   *
   * @param err why it does not answer
   */
  public static @Nullable HubJson ask(Path journal, PrintStream err) {
    try {
      return ApiClient.of(journal)
          .flatMap(api -> api.ask("GET", "/api/hub", Map.of()))
          .map(hub -> Json.read(hub, HubJson.class))
          .orElse(null);
    } catch (ProgramFailure | JournalRefused e) {
      err.println(e.getMessage());
      return null;
    }
  }
}
