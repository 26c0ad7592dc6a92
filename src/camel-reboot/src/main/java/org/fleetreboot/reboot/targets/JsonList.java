package org.fleetreboot.reboot.targets;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.fleetreboot.reboot.TargetsRefused;
import org.fleetreboot.reboot.redaction.JsonSyntaxError;
import org.jspecify.annotations.Nullable;

/**
 * A JSON array of devices, or an object with one. It is read token by token, so that nothing else
 * is built.
 */
final class JsonList {
  private static final int LONGEST_TEXT = 1_000;
  private static final int LONGEST_NUMBER = 64;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(8)
                  .maxStringLength(LONGEST_TEXT)
                  .maxNameLength(LONGEST_TEXT)
                  .maxNumberLength(LONGEST_NUMBER)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final JsonParser json;
  private final TargetListBuilder gathered;

  private JsonList(JsonParser json, TargetListBuilder gathered) {
    this.json = json;
    this.gathered = gathered;
  }

  static void read(String text, TargetListBuilder gathered) {
    try (JsonParser parser = JSON.createParser(text)) {
      read(parser, gathered);
    } catch (JsonProcessingException e) {
      throw new TargetsRefused(
          at(e.getLocation()) + "invalid JSON: " + DeviceId.printable(JsonSyntaxError.of(e)) + ".");
    } catch (IOException e) {
      throw new UncheckedIOException("Text in memory was not read.", e);
    }
  }

  private static void read(JsonParser parser, TargetListBuilder gathered) throws IOException {
    try {
      new JsonList(parser, gathered).list();
    } catch (StreamConstraintsException e) {
      throw new TargetsRefused(
          at(parser.currentLocation())
              + "a text of more than %,d characters, or a number of more than %d digits; shorten it."
                  .formatted(LONGEST_TEXT, LONGEST_NUMBER));
    }
  }

  private static String at(@Nullable JsonLocation place) {
    return place == null ? "" : TargetListBuilder.at(place.getLineNr(), place.getColumnNr());
  }

  private void list() throws IOException {
    if (json.nextToken() == JsonToken.START_ARRAY) {
      devices(this::add);
    } else {
      object();
    }
    if (json.nextToken() != null) {
      throw refused("more after the end of the list; keep one list in a file.");
    }
  }

  /** The hub of the object may follow its devices. */
  private void object() throws IOException {
    List<Entry> entries = new ArrayList<>();
    String hub = null;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String field = json.currentName();
      switch (field) {
        case "devices" -> {
          if (json.nextToken() != JsonToken.START_ARRAY) {
            throw refused("devices is an array of device ids: [\"pump-1\", \"pump-2\"].");
          }
          devices(entry -> keep(entry, entries));
        }
        case "hub" -> hub = text(field);
        case "chain" -> gathered.askForChain(text(field));
        case "reason" -> gathered.explain(text(field));
        case "options" -> options();
        default ->
            throw refused(
                "unknown field '%s'; there are devices, hub, chain, reason and options."
                    .formatted(DeviceId.shown(field)));
      }
    }
    for (Entry entry : entries) {
      add(entry.on(hub));
    }
  }

  /**
   * A device of the list.
   *
   * @param hub null if it is not named beside the id
   */
  private record Entry(@Nullable String hub, String device, JsonLocation place) {
    /** On the hub of the object around it, unless it names its own. */
    Entry on(@Nullable String other) {
      return hub == null && device.indexOf('/') < 0 ? new Entry(other, device, place) : this;
    }
  }

  private void add(Entry entry) {
    gathered.add(
        entry.hub(), entry.device(), entry.place().getLineNr(), entry.place().getColumnNr());
  }

  private void keep(Entry entry, List<Entry> entries) {
    if (entry.device().isBlank()) {
      return;
    }
    if (entries.size() >= TargetList.MOST_ROWS) {
      // Refuses the list with the place of its first entry too many.
      entries.forEach(this::add);
    }
    entries.add(entry);
  }

  private void devices(Consumer<Entry> each) throws IOException {
    while (json.nextToken() != JsonToken.END_ARRAY) {
      JsonLocation place = json.currentTokenLocation();
      if (json.currentToken() == JsonToken.START_OBJECT) {
        part(place, each);
      } else if (json.currentToken() == JsonToken.VALUE_STRING) {
        each.accept(new Entry(null, json.getText(), place));
      } else {
        throw refused("a device id in quotes is expected here.");
      }
    }
  }

  /** A device with its hub, or the devices of a hub. */
  private void part(JsonLocation place, Consumer<Entry> each) throws IOException {
    List<Entry> entries = new ArrayList<>();
    String hub = null;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String field = json.currentName();
      switch (field) {
        case "hub" -> hub = text(field);
        case "id" -> entries.add(new Entry(null, text(field), place));
        case "devices" -> {
          if (json.nextToken() != JsonToken.START_ARRAY) {
            throw refused("devices is an array of device ids: [\"pump-1\", \"pump-2\"].");
          }
          devices(entry -> keep(entry, entries));
        }
        default ->
            throw refused(
                "unknown field '%s'; a device has hub and id.".formatted(DeviceId.shown(field)));
      }
    }
    if (entries.isEmpty()) {
      throw refused("a device without id: write {\"hub\": \"north\", \"id\": \"pump-1\"}.");
    }
    for (Entry entry : entries) {
      each.accept(entry.on(hub));
    }
  }

  private void options() throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw refused("options is an object: {\"maxInFlight\": 5}.");
    }
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (value == null || !value.isScalarValue() || value == JsonToken.VALUE_NULL) {
        throw refused(
            "the option '%s' is text, a number, true or false.".formatted(DeviceId.shown(name)));
      }
      gathered.set(name, json.getText().strip());
    }
  }

  private String text(String field) throws IOException {
    JsonToken token = json.nextToken();
    String text;
    try {
      text = token == JsonToken.VALUE_STRING ? json.getText() : "";
    } catch (StreamConstraintsException e) {
      throw refused("%s has more than %,d characters; shorten it.".formatted(field, LONGEST_TEXT));
    }
    if (text.isBlank()) {
      throw refused(field + " is text in quotes.");
    }
    return text.strip();
  }

  private TargetsRefused refused(String what) {
    return new TargetsRefused(at(json.currentTokenLocation()) + what);
  }
}
