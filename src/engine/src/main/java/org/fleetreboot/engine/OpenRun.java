package org.fleetreboot.engine;

import java.util.List;
import java.util.Map;
import org.fleetreboot.workflow.run.RunMessage;
import org.fleetreboot.workflow.run.Target;

/**
 * A run to send through its chain.
 *
 * @param targets the devices that it was sent; empty for a chain that has its own
 * @param options the options that it sets for the groups of its chain, by name
 * @param message what else it was sent
 * @param resumed whether it has begun before: before a restart of the program or of its route
 */
public record OpenRun(
    String run,
    String chain,
    List<Target> targets,
    Map<String, String> options,
    RunMessage message,
    boolean resumed) {
  public OpenRun {
    targets = List.copyOf(targets);
    options = Map.copyOf(options);
  }

  public OpenRun with(List<Target> sent) {
    return new OpenRun(run, chain, sent, options, message, resumed);
  }
}
