package org.fleetreboot.engine;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.fleetreboot.workflow.run.RunEvent.RunAccepted;

/** A run was asked for by an id that stands for another one; nothing was begun. */
public final class RunIdTaken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RunIdTaken(RunAccepted known) {
    this(known, "");
  }

  private RunIdTaken(RunAccepted known, String with) {
    super(
        ("The run id '%s' is taken: it is of chain '%s' on hub %s, begun by '%s'%s. Give the new"
                + " run another id.")
            .formatted(known.run(), known.chain(), known.hub(), known.trigger().text(), with));
  }

  /** That run began with other options than it is asked for with now. */
  public static RunIdTaken withOtherOptions(RunAccepted known) {
    Map<String, String> options = new TreeMap<>(known.options());
    return new RunIdTaken(
        known,
        options.isEmpty()
            ? " without options"
            : options.entrySet().stream()
                .map(option -> option.getKey() + " " + option.getValue())
                .collect(Collectors.joining(", ", " with other options: ", "")));
  }
}
