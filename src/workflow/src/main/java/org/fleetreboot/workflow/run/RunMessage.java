package org.fleetreboot.workflow.run;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The message that started a run, as text. The devices that it names and the options that it sets
 * are the run's own, and not in here.
 *
 * @param body null for none, or when it was a list of devices
 */
public record RunMessage(@Nullable String body, Map<String, String> headers) {
  public static final RunMessage NONE = new RunMessage(null, Map.of());

  public RunMessage {
    headers = Map.copyOf(headers);
  }
}
