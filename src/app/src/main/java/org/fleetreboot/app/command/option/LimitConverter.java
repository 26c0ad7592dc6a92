package org.fleetreboot.app.command.option;

import org.fleetreboot.workflow.options.Limit;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number or a percentage of devices, so that a refusal names the option. */
public final class LimitConverter implements ITypeConverter<Limit> {
  @Override
  public Limit convert(String text) {
    try {
      return Limit.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
