package org.fleetreboot.reboot.redaction;

/**
 * An address in a text. It is read once, also when it holds others.
 *
 * @param quoted whether its end is the quote that it stands in, and spaces are of it
 * @param query where that begins, or the end
 * @param sign the last {@code @}, or -1
 * @param signBeforeQuery the last {@code @} before the query, or -1
 */
record EmbeddedAddress(int end, boolean quoted, int query, int sign, int signBeforeQuery) {

  /** The one whose scheme begins at {@code start}, with what goes on behind the scheme. */
  static EmbeddedAddress in(SecretText text, int start, int rest) {
    int closing = text.closingOf(start - 1);
    int end = closing < 0 ? text.spaceAfter(rest) : closing;
    int query = end;
    int sign = -1;
    int signBeforeQuery = -1;
    for (int i = rest; i < end; i++) {
      if (text.is('?', i) && query == end) {
        query = i;
      } else if (text.is('@', i)) {
        sign = i;
        signBeforeQuery = query == end ? i : signBeforeQuery;
      }
    }
    return new EmbeddedAddress(end, closing >= 0, query, sign, signBeforeQuery);
  }

  /**
   * Where the host begins, which a user and a password may stand before: {@code start} or an
   * {@code @}. A password may have any character, unless it could be a port.
   */
  int hostStart(SecretText text, int start, boolean slashes) {
    int colon = -1;
    int last = -1;
    boolean port = true;
    int i = start;
    for (; i < end && !text.is('/', i) && !text.is('?', i) && !text.is('#', i); i++) {
      if (text.is('@', i)) {
        last = i;
      }
      if (colon >= 0) {
        port = port && text.isDigit(i);
      } else if (text.is(':', i)) {
        colon = i;
      }
    }
    int host = colon < 0 ? (slashes ? last : -1) : port ? signBeforeQuery : sign;
    return Math.max(host, start);
  }
}
