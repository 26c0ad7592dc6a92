package org.fleetreboot.workflow.fleet;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a journal is, by what a copy of it does not have.
 *
 * @param file what its file system says of the file: its number, and when it was made
 * @param name what the operator calls the place; null for nothing. It goes before {@code file}:
 *     where a container gets the file anew each time, and where a disk is cloned with all numbers
 * @param where host and path, to explain; two that differ here alone are the same
 */
public record JournalPlace(String file, @Nullable String name, String where) {
  /** What separates the marks in {@code file}. */
  private static final String MARK_END = ", ";

  /** Whether it is the same file, and no copy. */
  public boolean isSameAs(JournalPlace other) {
    boolean bothNamed = name != null && other.name != null;
    return bothNamed ? Objects.equals(name, other.name) : agree(file, other.file);
  }

  /** Not every JDK sees when a file was made: a mark that only one of the two has tells nothing. */
  private static boolean agree(String one, String two) {
    return (one + MARK_END).startsWith(two + MARK_END)
        || (two + MARK_END).startsWith(one + MARK_END);
  }
}
