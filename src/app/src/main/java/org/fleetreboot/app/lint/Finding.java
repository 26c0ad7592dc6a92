package org.fleetreboot.app.lint;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A mistake in a route file.
 *
 * @param line from 1; 0 if it concerns the whole file, or the line is unknown
 * @param route the id of the route; null if it concerns no route
 * @param text what is wrong, and the remedy
 */
public record Finding(Path file, int line, @Nullable String route, String text) {

  /** In the format of compilers. */
  public String sentence(Path workingDirectory) {
    return name(workingDirectory) + (line > 0 ? ":" + line : "") + ": " + text;
  }

  /** The file as the user named it. */
  public String name(Path workingDirectory) {
    return file.startsWith(workingDirectory)
        ? workingDirectory.relativize(file).toString()
        : file.toString();
  }
}
