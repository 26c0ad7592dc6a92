package org.fleetreboot.app.command.control;

import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.fleetreboot.app.api.ApiClient;
import org.fleetreboot.engine.Control;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.fleet.RefusedOrder;
import org.jspecify.annotations.Nullable;

/**
 * What a command asks: of the API of the running program, or of the journal when no program runs.
 *
 * @param run null for all runs
 * @param method the HTTP method
 * @param path the path in the API
 * @param fields the body, besides who asks and why
 * @param offline records the same in the journal; tells whether it changed anything
 */
record ControlRequest(
    @Nullable String run,
    String method,
    String path,
    Map<String, Object> fields,
    Function<Control, CompletionStage<Boolean>> offline) {

  /**
   * About one run.
   *
   * @param action the path below the run's
   */
  static ControlRequest ofRun(
      String run, String action, Function<Control, CompletionStage<Boolean>> offline) {
    return new ControlRequest(
        run, "POST", "/api/runs/" + ApiClient.encoded(run) + action, Map.of(), offline);
  }

  /** About all runs. */
  static ControlRequest ofAllRuns(
      String method, String path, Function<Control, CompletionStage<Boolean>> offline) {
    return new ControlRequest(null, method, path, Map.of(), offline);
  }

  ControlRequest with(String field, Object value) {
    return new ControlRequest(run, method, path, Map.of(field, value), offline);
  }

  /** The same about one hub; null for all. */
  ControlRequest onHub(@Nullable String hub) {
    return hub == null ? this : with("hub", hub);
  }

  /** What is recorded if it is refused while no program runs. */
  RefusedOrder refused(Requester by, String why) {
    return new RefusedOrder(by, order(), run, (String) fields.get("step"), null, why);
  }

  /** The word that the API has for it. */
  private String order() {
    if (method.equals("DELETE")) {
      return "lift";
    }
    String last = path.substring(path.lastIndexOf('/') + 1);
    return run == null && last.equals("resume") ? "adopt" : last;
  }
}
