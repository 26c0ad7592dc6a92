package org.fleetreboot.workflow.run;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The message that started a run, as text. The devices that it names and the options that it sets
 * are stored in the run itself.
 *
 * @param body null if there is none, or if it was a list of devices
 */
public record RunMessage(@Nullable String body, Map<String, String> headers) {
  public static final RunMessage NONE = new RunMessage(null, Map.of());

  public RunMessage {
    headers = Map.copyOf(headers);
  }
}
