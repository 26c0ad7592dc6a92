package org.fleetreboot.yaml;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.support.CamelContextHelper;

/** Texts in the registry, each under a name derived from its content. */
final class KeptTexts {
  private static final String REFERENCE = "#bean:";
  private static final String NAME = "text-";

  /** Texts that a URI, Camel's notation of references and its placeholders all leave unchanged. */
  private static final Pattern UNCHANGED =
      Pattern.compile("(?:[\\w.,:/='-](?:[\\w .,:/='-]*[\\w.,:/='-])?%?)?");

  private final CamelContext context;

  KeptTexts(CamelContext context) {
    this.context = context;
  }

  /** The text itself if a URI may hold it, otherwise a reference to it. */
  String reference(String text) {
    if (text.length() <= 256 && UNCHANGED.matcher(text).matches()) {
      return text;
    }
    return REFERENCE + keep(text);
  }

  /** Keeps the text and returns its name. */
  String keep(String text) {
    String name = NAME + digest(text);
    context.getRegistry().bind(name, String.class, text);
    return name;
  }

  /** The text with that name. */
  String text(String name) {
    return CamelContextHelper.mandatoryLookup(context, name, String.class);
  }

  private static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
