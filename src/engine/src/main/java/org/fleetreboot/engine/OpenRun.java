package org.fleetreboot.engine;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run to send through its chain.
 *
 * @param body the message that started it, as text; null for none
 * @param resumed whether it began in an earlier life of the program
 */
public record OpenRun(
    String run, String chain, @Nullable String body, Map<String, String> headers, boolean resumed) {
  public OpenRun {
    headers = Map.copyOf(headers);
  }
}
