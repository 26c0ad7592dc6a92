package org.fleetreboot.app.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.fleetreboot.app.failure.ExitCode;
import org.fleetreboot.app.failure.FileErrorText;
import org.jspecify.annotations.Nullable;

/**
 * Stdout that remembers why writing failed: a {@code PrintStream} swallows errors, and continues.
 * So does the command: a run is not given up because its output is lost.
 */
public final class StandardOutput extends PrintStream {
  /** The exit code that a shell shows for a program ended by a closed pipe: 128 and SIGPIPE. */
  public static final int CLOSED_PIPE = 141;

  private final Remembering target;

  private StandardOutput(Remembering target) {
    super(target, true, StandardCharsets.UTF_8);
    this.target = target;
  }

  /** Of this process. */
  public static StandardOutput ofThisProcess() {
    return to(new FileOutputStream(FileDescriptor.out));
  }

  static StandardOutput to(OutputStream target) {
    return new StandardOutput(new Remembering(target));
  }

  /**
   * The exit code of a command that has written to the stream: its own, unless it succeeded and its
   * output is lost.
   *
   * @param err where lost output is reported, except for a closed pipe
   */
  public static int exitCode(int ofCommand, PrintStream out, PrintStream err) {
    if (!out.checkError()) {
      return ofCommand;
    }
    IOException failure = out instanceof StandardOutput known ? known.target.failure : null;
    boolean isClosedPipe = failure != null && isClosedPipe(failure);
    if (!isClosedPipe) {
      err.println(
          "fleet-reboot: the output cannot be written (%s): make room, or send it elsewhere."
              .formatted(failure == null ? "its stream is closed" : FileErrorText.of(failure)));
    }
    if (ofCommand != ExitCode.COMPLETED.code()) {
      return ofCommand;
    }
    return isClosedPipe ? CLOSED_PIPE : ExitCode.SETUP.code();
  }

  /** The JDK has no exception for it. */
  private static boolean isClosedPipe(IOException failure) {
    String reason = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return reason.contains("broken pipe") || reason.contains("pipe is being closed");
  }

  private static final class Remembering extends FilterOutputStream {
    private volatile @Nullable IOException failure;

    Remembering(OutputStream target) {
      super(target);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      try {
        out.write(bytes, from, length);
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }
  }
}
