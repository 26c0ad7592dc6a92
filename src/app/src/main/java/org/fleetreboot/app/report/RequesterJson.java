package org.fleetreboot.app.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;
import java.util.Map;
import org.fleetreboot.workflow.Proof;
import org.fleetreboot.workflow.Requester;
import org.jspecify.annotations.Nullable;

/**
 * Who asked for something, in JSON, with the words of the events.
 *
 * @param name the proved name
 * @param proof how it was proved
 * @param issuer null unless OpenID Connect proved it
 * @param onBehalfOf whom the request named; null if nobody else
 * @param text all of it, for people
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RequesterJson(
    String name, String proof, @Nullable String issuer, @Nullable String onBehalfOf, String text) {

  public static RequesterJson of(Requester by) {
    return new RequesterJson(
        by.name(),
        by.proof().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        by.issuer(),
        by.onBehalfOf(),
        by.text());
  }

  /** What the fields of an event say, for people. */
  static String text(Map<?, ?> fields) {
    String proof = String.valueOf(fields.get("proof")).toUpperCase(Locale.ROOT).replace('-', '_');
    return new Requester(
            String.valueOf(fields.get("name")),
            Proof.valueOf(proof),
            (String) fields.get("issuer"),
            (String) fields.get("onBehalfOf"))
        .text();
  }

  /** For people. */
  @Override
  public String toString() {
    return text;
  }
}
