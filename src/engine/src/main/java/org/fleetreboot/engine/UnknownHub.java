package org.fleetreboot.engine;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** A request names a hub that the program does not have, or names none of several. */
public final class UnknownHub extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /**
   * @param name null if none was named
   * @param known the hubs of the program
   */
  public UnknownHub(@Nullable String name, Collection<String> known) {
    super(
        name == null
            ? "Name the hub: this program works with " + String.join(", ", known) + "."
            : "There is no hub '%s': this program works with %s."
                .formatted(name, String.join(", ", known)));
  }
}
