package org.fleetreboot.reboot.redaction;

import java.util.Set;
import java.util.regex.Pattern;
import org.fleetreboot.reboot.redaction.SecretText.Stretch;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of a text what nobody may read in a log, an error or the journal: passwords and values
 * in the addresses of servers, and the values of options that are called like secrets. Where a
 * sentence leaves open how far a secret goes, more is hidden.
 *
 * <p>One pass from left to right: a character of a long text costs as little as one of a short one.
 */
public final class Redaction {
  private static final String HIDDEN = "...";

  /** Inside the program; their options are no secrets, unless they are called so. */
  private static final Set<String> OURS =
      Set.of("file", "direct", "seda", "timer", "quartz", "iothub");

  private static final Pattern HEADER =
      Pattern.compile("(?i)\\b(Bearer |Basic |SharedAccessSignature )[^\\s,;'\"]{8,}+");

  private final SecretText text;
  private final StringBuilder shown = new StringBuilder();
  private int at;

  /** The one that the scan is in. */
  private @Nullable EmbeddedAddress address;

  /** The same, if it is the address of a server. */
  private @Nullable EmbeddedAddress server;

  private Redaction(String text) {
    this.text = new SecretText(text);
  }

  /** The text with dots for what is secret. */
  public static String of(String text) {
    return HEADER.matcher(new Redaction(text).scanned()).replaceAll("$1" + HIDDEN);
  }

  /** What a failure says, or its kind if it says nothing. */
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

  /** Goes on behind the scheme, and behind user and password if it is the address of a server. */
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

  /** Hides the values, and whatever has no name. */
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
