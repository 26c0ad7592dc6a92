package org.fleetreboot.app.explain;

import java.io.PrintStream;
import java.util.List;
import org.fleetreboot.app.report.Continuation;
import org.fleetreboot.app.report.TimeText;

/** Prints an account for people: what happened with its times, what is to come without. */
public final class AccountText {
  private static final String NO_TIME = " ".repeat("2026-10-01 02:30:00".length());

  private AccountText() {}

  /**
   * Prints the account.
   *
   * @param typed suggests commands
   */
  public static void print(Account account, Continuation typed, PrintStream out) {
    out.println(account.headline());
    for (Section section : Section.values()) {
      List<Sentence> said = account.in(section);
      if (!said.isEmpty()) {
        out.println();
        out.println(head(section));
        said.forEach(sentence -> print(sentence, section, typed, out));
      }
    }
  }

  private static void print(
      Sentence sentence, Section section, Continuation typed, PrintStream out) {
    boolean isPast = section == Section.ASKED || section == Section.HAPPENED;
    String time = sentence.at() == null ? NO_TIME : TimeText.time(sentence.at());
    out.println((isPast ? "  " + time + "  " : "  ") + sentence.text());
    if (!sentence.command().isEmpty()) {
      out.println("      " + typed.command(sentence.command().toArray(String[]::new)));
    }
  }

  /** The title of a section, the same wherever an account is shown. */
  public static String head(Section section) {
    return switch (section) {
      case ASKED -> "Who asked";
      case HAPPENED -> "What happened";
      case WAITS -> "What it waits for";
      case NEXT -> "What happens next";
    };
  }
}
