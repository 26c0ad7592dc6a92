package org.fleetreboot.app.explain;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An account in JSON; unknown fields are omitted. */
public record AccountJson(
    String subject,
    String name,
    String headline,
    Instant asOf,
    List<Said> asked,
    List<Said> happened,
    List<Said> waits,
    List<Said> next) {

  public static AccountJson of(Account account) {
    return new AccountJson(
        account.subject().word(),
        account.name(),
        account.headline(),
        account.asOf(),
        said(account, Section.ASKED),
        said(account, Section.HAPPENED),
        said(account, Section.WAITS),
        said(account, Section.NEXT));
  }

  private static List<Said> said(Account account, Section section) {
    return account.in(section).stream().map(Said::of).toList();
  }

  /**
   * One sentence.
   *
   * @param command the words after {@code ./fleet-reboot}; null for none
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Said(
      String kind,
      @Nullable Instant at,
      String text,
      @Nullable String run,
      @Nullable String step,
      @Nullable String device,
      @Nullable List<String> command) {

    private static Said of(Sentence sentence) {
      return new Said(
          sentence.kind().word(),
          sentence.at(),
          sentence.text(),
          sentence.run(),
          sentence.step(),
          sentence.device(),
          sentence.command().isEmpty() ? null : sentence.command());
    }
  }
}
