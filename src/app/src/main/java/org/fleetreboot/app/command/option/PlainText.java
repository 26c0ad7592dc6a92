package org.fleetreboot.app.command.option;

import java.util.OptionalInt;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Accepts one line without control characters, because people read it later in a terminal. */
public final class PlainText implements ITypeConverter<String> {
  @Override
  public String convert(String text) {
    OptionalInt control = text.chars().filter(Character::isISOControl).findFirst();
    if (control.isPresent()) {
      throw new TypeConversionException(
          "it holds the control character U+%04X; remove it. Nothing was changed"
              .formatted(control.getAsInt()));
    }
    return text;
  }
}
