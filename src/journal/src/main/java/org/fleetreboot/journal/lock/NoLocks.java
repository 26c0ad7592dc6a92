package org.fleetreboot.journal.lock;

import java.io.IOException;

/** The file can be opened, but its file system does not support locks. */
public final class NoLocks extends IOException {
  private static final long serialVersionUID = 1L;

  NoLocks(IOException cause) {
    super(cause.getMessage(), cause);
  }
}
