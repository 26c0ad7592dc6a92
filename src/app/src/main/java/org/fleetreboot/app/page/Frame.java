package org.fleetreboot.app.page;

import java.util.List;
import org.fleetreboot.app.http.Session;
import org.fleetreboot.app.report.StateMark;
import org.jspecify.annotations.Nullable;

/**
 * What stands around each page.
 *
 * @param title for the tab of the browser
 * @param place the entry of the navigation that it belongs to; empty for none
 * @param session null on the pages before the sign-in
 * @param brakes what holds back all runs
 * @param refresh where the page asks for what has changed; null if it does not ask
 * @param whole false for the part of an open page that may have changed
 */
public record Frame(
    String title,
    String place,
    @Nullable Session session,
    List<Brake> brakes,
    @Nullable String refresh,
    boolean whole) {

  /**
   * What holds back all runs.
   *
   * @param path what a person can do about it; null for nothing
   */
  public record Brake(StateMark mark, String text, @Nullable String path, String action) {}

  /** Whether whoever looks at the page may order that: nobody is offered what would be refused. */
  public boolean may(Order.Verb verb) {
    return session != null && session.caller().has(verb.role());
  }

  /** Around a page before the sign-in, or one that failed. */
  static Frame plain(String title, @Nullable Session session) {
    return new Frame(title, "", session, List.of(), null, true);
  }
}
