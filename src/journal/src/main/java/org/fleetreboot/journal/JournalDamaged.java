package org.fleetreboot.journal;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The file of a journal is not what this program has written, so nothing in it is trusted. */
public final class JournalDamaged extends JournalFailed {
  private static final long serialVersionUID = 1;

  private final String what;

  /**
   * @param what what is wrong, as the end of a sentence
   */
  public JournalDamaged(Path file, String what, @Nullable Throwable cause) {
    this(file.toString(), what, cause);
  }

  public JournalDamaged(Path file, String what) {
    this(file, what, null);
  }

  /**
   * @param journal its file, or the address of its database without a password
   * @param what what is wrong, as the end of a sentence
   */
  public JournalDamaged(String journal, String what, @Nullable Throwable cause) {
    super(
        "Journal %s is damaged: %s. Nothing in it is trusted. Find what is wrong with: journal verify --journal %s. Then put a backup in its place."
            .formatted(journal, what, journal),
        cause);
    this.what = what;
  }

  public JournalDamaged(String journal, String what) {
    this(journal, what, null);
  }

  /** What is wrong, as the end of a sentence. */
  public String what() {
    return what;
  }
}
