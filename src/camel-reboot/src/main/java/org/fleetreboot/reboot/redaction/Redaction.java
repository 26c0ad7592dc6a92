package org.fleetreboot.reboot.redaction;

import java.util.Set;
import java.util.regex.Pattern;
import org.fleetreboot.reboot.redaction.SecretText.Stretch;
import org.jspecify.annotations.Nullable;

/**
 * Removes secrets from text for logs, errors and the journal: passwords and values in server
 * addresses, and the values of options with secret names. If it is unclear where a secret ends,
 * more is hidden.
 *
 * <p>One pass from left to right, so the time is linear in the length of the text.
 */
public final class Redaction {
  private static final String HIDDEN = "...";

  /** Schemes inside the program; their options are not secret, unless their names say so. */
  private static final Set<String> OURS =
      Set.of("file", "direct", "seda", "timer", "quartz", "iothub");

  private static final Pattern HEADER =
      Pattern.compile("(?i)\\b(Bearer |Basic |SharedAccessSignature )[^\\s,;'\"]{8,}+");

  private final SecretText text;
  private final StringBuilder shown = new StringBuilder();
  private int at;

  /** The address that the scan is in. */
  private @Nullable EmbeddedAddress address;

  /** The same address, if it is a server's. */
  private @Nullable EmbeddedAddress server;

  private Redaction(String text) {
    this.text = new SecretText(text);
  }

  /** The text with dots in place of secrets. */
  public static String of(String text) {
    return HEADER.matcher(new Redaction(text).scanned()).replaceAll("$1" + HIDDEN);
  }

  /** The message of a failure, or its type if it has no message. */
  public static String messageOf(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : of(message);
  }

  private String scanned() {
    while (at < text.length()) {
      if (address != null && at >= address.end()) {
        address = null;
        server = null;
      }
      if (server != null && text.is('?', at)) {
        query(server);
      } else if (text.isOfWord(at)) {
        word();
      } else {
        show(at + 1);
      }
    }
    return shown.toString();
  }

  private void word() {
    int start = at;
    show(text.wordEnd(at));
    String word = text.between(start, at);
    if (SecretName.is(word)) {
      Stretch value = text.valueOf(at, address == null ? text.length() : address.end());
      if (value != null) {
        hide(value);
        return;
      }
    }
    String scheme = word.substring(word.lastIndexOf('.') + 1);
    if (text.is(':', at) && !scheme.isEmpty() && Character.isLetter(scheme.charAt(0))) {
      scheme(start, scheme);
    }
  }

  /** Continues after the scheme, or after user and password in a server's address. */
  private void scheme(int start, String scheme) {
    boolean slashes = text.isAt("://", at);
    int rest = at + (slashes ? 3 : 1);
    boolean another = !slashes && (server != null || text.isAt("://", text.wordEnd(rest)));
    if (another || text.isSpace(rest)) {
      return;
    }
    if (address == null) {
      address = EmbeddedAddress.in(text, start, rest);
    }
    show(rest);
    if (OURS.contains(scheme) || scheme.startsWith("reboot")) {
      return;
    }
    server = address;
    int host = address.hostStart(text, rest, slashes);
    if (host > rest) {
      hide(new Stretch(rest, host));
    }
  }

  /** Hides values, and anything without a name. */
  private void query(EmbeddedAddress of) {
    show(at + 1);
    int end = of.end();
    while (at < end) {
      int name = text.nameEnd(at, end);
      if (text.is('=', name)) {
        show(name + 1);
      }
      Stretch value = text.pairEnd(at, end, of.quoted());
      hide(value);
      end = value.end() > end ? text.spaceAfter(value.end()) : end;
      show(text.is('&', at) ? at + 1 : end);
    }
  }

  private void hide(Stretch secret) {
    show(secret.start());
    shown.append(secret.isEmpty() ? "" : HIDDEN);
    at = secret.end();
  }

  private void show(int end) {
    shown.append(text.between(at, end));
    at = end;
  }
}
