package org.fleetreboot.app.lint;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A mistake in a route file.
 *
 * @param line from 1; 0 when it is about the whole file or the place is not known
 * @param route the id of the route; null when it is about none
 * @param text what is wrong, and what to do
 */
public record Finding(Path file, int line, @Nullable String route, String text) {

  /** As compilers write it. */
  public String sentence(Path workingDirectory) {
    return name(workingDirectory) + (line > 0 ? ":" + line : "") + ": " + text;
  }

  /** The file as a person names it there. */
  public String name(Path workingDirectory) {
    return file.startsWith(workingDirectory)
        ? workingDirectory.relativize(file).toString()
        : file.toString();
  }
}
