package org.fleetreboot.app.failure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.fleetreboot.iothub.client.IotHubOperationException;
import org.fleetreboot.journal.JournalUnreachable;
import org.fleetreboot.reboot.redaction.Redaction;
import org.jspecify.annotations.Nullable;

/**
 * An exception in words for people: one sentence or two, and never a stack trace.
 *
 * @param sentence without secrets
 */
public record Explanation(ExitCode exitCode, String sentence) {
  private static final String OURS = "org.fleetreboot.";

  /** Explains an exception; Camel wraps exceptions, so all causes count. */
  public static Explanation of(Throwable thrown) {
    Explanation explanation = explained(thrown);
    return new Explanation(explanation.exitCode(), Redaction.of(explanation.sentence()));
  }

  private static Explanation explained(Throwable thrown) {
    List<Throwable> chain = causes(thrown);
    for (Throwable cause : chain) {
      if (cause instanceof ProgramFailure failure) {
        return new Explanation(failure.exitCode(), oneLine(failure.getMessage()));
      }
    }
    for (Throwable cause : chain) {
      if (cause instanceof IotHubOperationException failure) {
        return new Explanation(
            HubSentence.exitCode(failure), HubSentence.of(failure, AskedHub.SOME));
      }
    }
    @Nullable String setup = RouteSentence.of(chain);
    if (setup != null) {
      return new Explanation(ExitCode.SETUP, oneLine(setup));
    }
    for (Throwable cause : chain) {
      if (cause instanceof JournalUnreachable) {
        return new Explanation(ExitCode.HUB_UNAVAILABLE, oneLine(cause.getMessage()));
      }
      // Our own exception, so its message is for people; its causes are for the log.
      if (cause.getClass().getName().startsWith(OURS) && cause.getMessage() != null) {
        return new Explanation(
            cause instanceof JournalUnreachable ? ExitCode.HUB_UNAVAILABLE : ExitCode.SETUP,
            oneLine(cause.getMessage()));
      }
    }
    Throwable root = chain.get(chain.size() - 1);
    return new Explanation(ExitCode.SETUP, oneLine(described(root)));
  }

  /** The exception and its causes, the innermost last. */
  public static List<Throwable> causes(Throwable thrown) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Throwable> chain = new ArrayList<>();
    for (Throwable cause = thrown; cause != null && seen.add(cause); cause = cause.getCause()) {
      chain.add(cause);
    }
    return chain;
  }

  /** Our own messages are sentences; a class name is only used if there is nothing else. */
  private static String described(Throwable root) {
    String message = root.getMessage();
    String placeholder = message == null ? null : PlaceholderSentence.of(message);
    if (placeholder != null) {
      return Character.toUpperCase(placeholder.charAt(0)) + placeholder.substring(1);
    }
    if (message == null || message.isBlank()) {
      return root.getClass().getName() + "; run it again with --verbose to see where.";
    }
    return root instanceof RuntimeException || message.contains(" ")
        ? message
        : root.getClass().getSimpleName() + ": " + message;
  }

  /** The text without line breaks; empty for null. */
  public static String oneLine(@Nullable String text) {
    return text == null ? "" : text.strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
