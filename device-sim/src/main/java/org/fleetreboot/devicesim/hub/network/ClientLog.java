package org.fleetreboot.devicesim.hub.network;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.MessageFormatter;

/**
 * A logger for input from clients. It escapes control characters, so that clients cannot forge log
 * lines, and truncates long values. A repeated warning is logged once, and then with its count at
 * each power of ten. Thread-safe.
 */
public final class ClientLog {
  private static final int MOST_CHARACTERS = 1000;

  private final Logger log;
  private @Nullable String last;
  private long repeated;

  private ClientLog(Logger log) {
    this.log = log;
  }

  /** The logger of a class. */
  public static ClientLog of(Class<?> owner) {
    return new ClientLog(LoggerFactory.getLogger(owner));
  }

  /**
   * As {@link Logger#info(String, Object...)}.
   *
   * @param format a constant, without input from clients
   */
  public void info(String format, @Nullable Object... values) {
    if (log.isInfoEnabled()) {
      log.info(format, printable(values));
    }
  }

  /**
   * As {@link Logger#warn(String, Object...)}.
   *
   * @param format a constant, without input from clients
   */
  public void warn(String format, @Nullable Object... values) {
    if (log.isWarnEnabled()) {
      String text = MessageFormatter.arrayFormat(format, printable(values)).getMessage();
      long times = timesInARow(text);
      if (times == 1) {
        log.warn("{}", text);
      } else if (isPowerOfTen(times)) {
        log.warn("{} ({} times by now)", text, times);
      }
    }
  }

  private synchronized long timesInARow(String text) {
    repeated = text.equals(last) ? repeated + 1 : 1;
    last = text;
    return repeated;
  }

  private static boolean isPowerOfTen(long number) {
    long power = 1;
    while (power < number) {
      power *= 10;
    }
    return power == number;
  }

  /**
   * As {@link Logger#error(String, Object...)}: a trailing exception is logged with its stack
   * trace.
   *
   * @param format a constant, without input from clients
   */
  public void error(String format, @Nullable Object... values) {
    log.error(format, printable(values));
  }

  private static @Nullable Object[] printable(@Nullable Object[] values) {
    @Nullable Object[] printable = values.clone();
    for (int i = 0; i < printable.length; i++) {
      if (!(printable[i] instanceof Throwable)) {
        printable[i] = printable(String.valueOf(printable[i]));
      }
    }
    return printable;
  }

  /** The text with {@code \}{@code uXXXX} for control and invisible characters. */
  static String printable(String text) {
    StringBuilder printable = new StringBuilder();
    for (int i = 0; i < Math.min(text.length(), MOST_CHARACTERS); i++) {
      char c = text.charAt(i);
      if (isPrintable(c)) {
        printable.append(c);
      } else {
        printable.append("\\u%04x".formatted((int) c));
      }
    }
    return text.length() > MOST_CHARACTERS
        ? printable.append(" ...").toString()
        : printable.toString();
  }

  private static boolean isPrintable(char c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
