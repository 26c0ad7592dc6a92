package org.fleetreboot.journal;

import java.nio.file.Path;
import java.util.UUID;

/** A journal in one file of this machine, which this process alone writes to. */
public interface FileJournal extends Journal {

  /** The file itself, with no link on the way to it. */
  Path file();

  /** Names this hold of the file: made anew each time it is opened for writing. */
  UUID hold();
}
