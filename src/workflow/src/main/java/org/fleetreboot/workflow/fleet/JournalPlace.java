package org.fleetreboot.workflow.fleet;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a journal is, described by what a copy of it does not have.
 *
 * @param file what its file system says of the file: its number, and when it was created
 * @param name what the operator calls the place; null for none. It takes precedence over {@code
 *     file}, for containers that get a new file at each start and for disks that are cloned
 * @param where host and path, for people; places that differ only here are the same
 */
public record JournalPlace(String file, @Nullable String name, String where) {
  /** What separates the marks in {@code file}. */
  private static final String MARK_END = ", ";

  /** Whether it is the same file and not a copy. */
  public boolean isSameAs(JournalPlace other) {
    boolean bothNamed = name != null && other.name != null;
    return bothNamed ? Objects.equals(name, other.name) : agree(file, other.file);
  }

  /** Not every JDK sees when a file was created, so a mark that only one place has is ignored. */
  private static boolean agree(String one, String two) {
    return (one + MARK_END).startsWith(two + MARK_END)
        || (two + MARK_END).startsWith(one + MARK_END);
  }
}
