package org.fleetreboot.app.audit;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.WriterOutput;
import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.fleetreboot.app.report.Json;
import org.fleetreboot.reboot.events.CsvCell;
import org.jspecify.annotations.Nullable;

/** How a report is written. */
public enum AuditFormat {
  /** One page that needs no other file, and runs nothing. */
  HTML {
    @Override
    public void write(RunAudit report, Writer to) {
      TemplateEngine.createPrecompiled(ContentType.Html)
          .render("audit.jte", report, new WriterOutput(to));
    }
  },
  /** A row for each device in each step. */
  CSV {
    @Override
    public void write(RunAudit report, Writer to) throws IOException {
      to.write(COLUMNS + CsvCell.LINE_END);
      for (AuditedDevice device : report.devices()) {
        row(
            to,
            report.run(),
            report.chain(),
            device.hub(),
            report.by(),
            report.trigger(),
            device.device(),
            device.step(),
            device.outcome(),
            device.calls(),
            device.calledAt(),
            device.answeredAt(),
            device.answer(),
            device.markerBefore(),
            device.stampBefore(),
            device.markerAfter(),
            device.stampAfter(),
            device.settledAt(),
            device.detail(),
            device.event(),
            device.position());
      }
    }
  },
  /** The facts of the page as one object. */
  JSON {
    @Override
    public void write(RunAudit report, Writer to) {
      Json.write(report, to);
    }
  };

  private static final String COLUMNS =
      "run,chain,hub,by,trigger,device,step,outcome,calls,calledAt,answeredAt,answer,markerBefore,stampBefore,markerAfter,stampAfter,settledAt,detail,event,position";

  /** Writes the report, each part as it is read. */
  public abstract void write(RunAudit report, Writer to) throws IOException;

  private static void row(Writer to, @Nullable Object... cells) throws IOException {
    to.write(
        Stream.of(cells).map(CsvCell::of).collect(Collectors.joining(",", "", CsvCell.LINE_END)));
  }

  /**
   * The format with that name.
   *
   * @throws IllegalArgumentException for any other, with the known ones
   */
  public static AuditFormat ofWord(String word) {
    return Arrays.stream(values())
        .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "unknown format '" + word + "'; use html, csv or json"));
  }
}
