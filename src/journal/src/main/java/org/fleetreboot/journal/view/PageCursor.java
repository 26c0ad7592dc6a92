package org.fleetreboot.journal.view;

/** Reads what {@link Page#next} says, which means something only to the view that wrote it. */
public final class PageCursor {
  private PageCursor() {}

  /**
   * The number in the text.
   *
   * @throws IllegalArgumentException for a text that no page gave
   */
  public static long parse(String after) {
    boolean isNumber =
        !after.isEmpty()
            && after.length() <= 19
            && after.chars().allMatch(letter -> letter >= '0' && letter <= '9');
    try {
      if (isNumber) {
        return Long.parseLong(after);
      }
    } catch (NumberFormatException tooLarge) {
      throw refusal(after);
    }
    throw refusal(after);
  }

  /** What to say of a text that no page gave. */
  public static IllegalArgumentException refusal(String after) {
    return new IllegalArgumentException(
        "No page begins after '%s': use the text that came with the page before.".formatted(after));
  }
}
