package org.fleetreboot.app.command;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.engine.Control;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A command that tells one run what to do; said twice, it says that it was done already. */
abstract class ControlCommand implements Callable<Integer> {
  private final ProcessEnvironment surroundings;

  @Parameters(
      index = "0",
      paramLabel = "RUN",
      description = "Its id, as ./fleet-reboot list shows it.")
  private String run = "";

  @Mixin private final ControlOptions order = new ControlOptions();

  ControlCommand(ProcessEnvironment surroundings) {
    this.surroundings = surroundings;
  }

  final String run() {
    return run;
  }

  final ControlOptions order() {
    return order;
  }

  /** Who wants it. */
  final String by() {
    return order.by(surroundings);
  }

  /**
   * Has it done, and says so.
   *
   * @param path below that of the run
   * @param fields what is sent besides who and why
   * @param otherwise what is recorded when no program runs
   */
  final int tell(
      String path,
      Map<String, Object> fields,
      Function<Control, CompletionStage<Boolean>> otherwise,
      ControlOptions.Sayings sayings) {
    return order.tell(
        surroundings, run, ControlOptions.path(run) + path, fields, otherwise, sayings);
  }
}
