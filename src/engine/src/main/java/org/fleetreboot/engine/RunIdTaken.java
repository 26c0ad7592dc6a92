package org.fleetreboot.engine;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.fleetreboot.workflow.run.RunEvent.RunAccepted;

/** A run was requested under an id that belongs to another run; nothing was begun. */
public final class RunIdTaken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RunIdTaken(RunAccepted known) {
    this(known, "");
  }

  private RunIdTaken(RunAccepted known, String with) {
    super(
        ("The run id '%s' is taken: it is of chain '%s' on %s, begun by '%s'%s. Give the new run"
                + " another id.")
            .formatted(
                known.run(),
                known.chain(),
                String.join(", ", known.hubs()),
                known.trigger().text(),
                with));
  }

  /** The run with this id began with other options. */
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
