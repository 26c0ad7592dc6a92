package org.fleetreboot.reboot.redaction;

/**
 * An address in a text. It is read once, even if it contains other addresses.
 *
 * @param quoted whether it stands in quotes, so that it ends at the quote and may contain spaces
 * @param query where the query begins, or the end
 * @param sign the last {@code @}, or -1
 * @param signBeforeQuery the last {@code @} before the query, or -1
 */
record EmbeddedAddress(int end, boolean quoted, int query, int sign, int signBeforeQuery) {

  /** The address whose scheme begins at {@code start}, with what follows the scheme. */
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
   * Where the host, or the user and password before it, begins: {@code start} or an {@code @}. A
   * password may contain any character, unless it could be a port.
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
