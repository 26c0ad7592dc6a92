package org.fleetreboot.app.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Stderr, in UTF-8 for any locale. */
public final class StandardError {
  private StandardError() {}

  /** Of this process. */
  public static PrintStream ofThisProcess() {
    return new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
  }
}
