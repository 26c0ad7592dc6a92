package org.fleetreboot.yaml;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.PropertiesFunction;
import org.jspecify.annotations.Nullable;

/**
 * Represents a text with placeholders in a URI, and resolves them when the endpoint is created: the
 * parameters of a template are known only then.
 */
final class LiteralFunction implements PropertiesFunction {
  private static final String NAME = "literal";
  private static final int DEEPEST = 20;

  private final CamelContext context;
  private final KeptTexts texts;

  LiteralFunction(CamelContext context, KeptTexts texts) {
    this.context = context;
    this.texts = texts;
  }

  /**
   * The call for that text, by its name only, because Camel's search for secrets in URIs is slow.
   */
  static String call(String text, KeptTexts texts) {
    return (isOptional(text) ? "{{?" : "{{") + NAME + ":" + texts.keep(text) + "}}";
  }

  @Override
  public String getName() {
    return NAME;
  }

  @Override
  public @Nullable String apply(String kept) {
    String text = texts.text(kept);
    if (isOptional(text)) {
      String name = text.substring("{{?".length(), text.length() - "}}".length());
      return context
          .getPropertiesComponent()
          .resolveProperty(name)
          .map(value -> texts.reference(resolved(value, 1)))
          .orElse(null);
    }
    return texts.reference(resolved(text, 0));
  }

  @Override
  public boolean optional(String kept) {
    return isOptional(texts.text(kept));
  }

  /** Whether the option is absent if the property is. */
  private static boolean isOptional(String text) {
    return text.startsWith("{{?") && text.indexOf("}}") == text.length() - "}}".length();
  }

  /** Not by Camel in one step, which would treat braces in a value as placeholders, and fail. */
  private String resolved(String text, int depth) {
    return Placeholders.replace(
        text,
        inner -> {
          String placeholder = "{{" + resolved(inner, depth + 1) + "}}";
          if (depth > DEEPEST) {
            return context.resolvePropertyPlaceholders(placeholder); // and says what is wrong
          }
          String value = context.resolvePropertyPlaceholders(placeholder + "?nested=false");
          return Placeholders.areIn(value) ? resolved(value, depth + 1) : value;
        });
  }
}
