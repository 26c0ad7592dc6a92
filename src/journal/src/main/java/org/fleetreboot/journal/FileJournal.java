package org.fleetreboot.journal;

import java.nio.file.Path;
import java.util.UUID;

/** A journal in one file of this machine, to which only this process writes. */
public interface FileJournal extends Journal {

  /** The file itself, with all links resolved. */
  Path file();

  /** Identifies this hold of the file: new each time it is opened for writing. */
  UUID hold();
}
